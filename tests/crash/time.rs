//! Numbers that leave the range in a cell: on the way forward, on the way back, and where a tanh would hide it.

use super::every::cells;
use super::stops::stop;
use crate::open::spec;
use gradient_lab::probe::{Crash, Stopped};
use gradient_lab::session::Session;
use gradient_lab::train::{Phase, Trainer};

fn trainer(text: &str) -> Trainer<f32> {
    Trainer::new(&spec(text)).expect("a valid spec")
}

fn record(text: &str) -> (Stopped, Crash, Session<f32>) {
    let mut session = Session::watch(trainer(text));
    let (stopped, crash) = stop(&mut session, text);
    (stopped, crash, session)
}

fn operand(crash: &Crash, name: &str) -> f64 {
    let found = crash.operands.iter().find(|(found, _)| found == name);
    found.unwrap_or_else(|| panic!("no {name} in {crash:?}")).1
}

/// h_t = 10·h_{t−1} + …, so that ten to the 38th is reached about 39 steps after the first input.
#[test]
fn a_relu_rnn_explodes_forward() {
    let text = "cell=rnn&data=adding&length=60&width=2&batch=3&activation=relu&init=constant&recurrent_init=identity&\
        recurrent_gain=10";
    let (stopped, crash, session) = record(text);
    let Phase::Forward { stage } = stopped.phase else { panic!("{stopped:?}") };
    assert!((36..42).contains(&stage) && stopped.quantity == "z", "{stopped:?}");
    assert_eq!(
        (crash.tensor.as_str(), crash.operation),
        (format!("z at time step {}", stage + 1).as_str(), "W·[h₋₁; x] + b")
    );
    assert_eq!(crash.value, f64::INFINITY);
    // Counted in 64-bit numbers the sum has a value: ten times the largest h before, and the input.
    let [unit, example] = crash.place.expect("a place");
    let before = f64::from(session.trainer().network.stages[stage - 1].a()[(unit - 1) * 3 + example - 1]);
    let sum = operand(&crash, "W·h₋₁");
    assert!(sum > 3.4e38 && (sum / (10.0 * before) - 1.0).abs() < 1e-5, "{sum} from {before}");
    assert!(session.trainer().network.stages[stage - 1].a().iter().all(|h| h.is_finite()));
}

/// Nothing comes in, so every state is 0, and the gradient grows by ten at each step back.
#[test]
fn a_gradient_explodes_on_its_way_back_in_time() {
    for (layers, activation) in [(1, "identity"), (2, "identity"), (1, "tanh")] {
        let text = format!(
            "cell=rnn&data=noise_sequence&noise=0&features=2&length=60&width=3&batch=2&activation={activation}&\
                cell_layers={layers}&init=lecun_normal&recurrent_init=identity&recurrent_gain=10"
        );
        let (stopped, crash, session) = record(&text);
        let Phase::Backward { stage } = stopped.phase else { panic!("{stopped:?}") };
        assert!((15..25).contains(&stage), "{text}: {stopped:?}");
        // Of two, the upper cell meets it first: its x is the lower one's h.
        assert_eq!(crash.tensor, format!("∂L/∂[h₋₁; x] at time step {}", stage + 1), "{text}");
        assert!(crash.operation == "Wᵀ·∂L/∂z" && crash.value.is_infinite(), "{text}: {crash:?}");
        // Ten times what came, which is still a number.
        let (_, term) = &crash.operands[0];
        assert!(term.abs() > 3.4e38 && term.abs() < 3.5e39, "{text}: {crash:?}");
        assert!(session.trainer().network.stages[stage].a().iter().all(|&h| h == 0.0));
    }
}

#[test]
fn the_answer_hands_down_what_is_no_number() {
    let mut trainer = trainer("cell=gru&data=adding&length=4&width=2&batch=2");
    let v = trainer.network.parameters.tensor("V").expect("V").range.clone();
    // The answer is finite, 2·(ŷ − y)/B times V is not.
    trainer.network.parameters.values[v].copy_from_slice(&[3e38, -3e38]);
    let c = trainer.network.parameters.tensor("c").expect("c").range.start;
    for tensor in ["W_h", "W_rz", "b_h", "b_rz"] {
        let range = trainer.network.parameters.tensor(tensor).expect(tensor).range.clone();
        trainer.network.parameters.values[range].fill(0.0);
    }
    trainer.network.parameters.values[c] = 1e4;
    let mut session = Session::watch(trainer);
    let (stopped, crash) = stop(&mut session, "answer");
    assert_eq!((stopped.phase, stopped.quantity), (Phase::Backward { stage: 4 }, "∂L/∂x"), "{crash:?}");
    assert_eq!((crash.tensor.as_str(), crash.value.is_infinite()), ("∂L/∂h at time step 4", true), "{crash:?}");
}

/// Memory without a forget gate adds up; here until it has no number.
#[test]
fn a_memory_overflows_in_its_own_equation() {
    let mut trainer = trainer("cell=lstm&data=adding&length=6&width=2&batch=2&forget_gate=off");
    // c starts at the largest number there is, in one unit of one example.
    let cell = trainer.network.layers[0].cells()[0].clone();
    let at = cell.c_at().expect("c");
    let origin = &mut trainer.network.time.as_mut().expect("time").origin.blocks[at].value;
    origin.copy_from_slice(&[0.0, 0.0, 0.0, f32::MAX]);
    let bias = cell.maps[0].b.clone().expect("a bias").start;
    // i and g near 1: too little to be seen beside 3·10³⁸, so an infinity is put there.
    trainer.network.parameters.values[bias + 1] = 50.0;
    trainer.network.parameters.values[bias + 7] = 50.0;
    trainer.network.time.as_mut().expect("time").origin.blocks[at].value[3] = f32::INFINITY;
    let mut session = Session::watch(trainer);
    session.advance();
    session.advance();
    let (stopped, crash) = (session.stopped().expect("a stop"), session.crash().expect("a record"));
    assert_eq!(stopped.phase, Phase::Forward { stage: 0 });
    assert_eq!(
        (crash.tensor.as_str(), crash.place, crash.operation),
        ("c at time step 1", Some([2, 2]), "f·c₋₁ + i·g")
    );
    assert_eq!((operand(&crash, "f"), operand(&crash, "c₋₁")), (1.0, f64::INFINITY));
    assert!(operand(&crash, "i") > 0.99 && operand(&crash, "g") == 1.0);
}

/// tanh of ∞ is 1, and nothing behind it would show what happened before.
#[test]
fn a_tanh_hides_nothing() {
    let mut trainer = trainer("cell=gru_pytorch&data=adding&length=4&width=2&batch=2");
    for (tensor, value) in [("W_hn", 3e38), ("b_hn", 3.3e38)] {
        let range = trainer.network.parameters.tensor(tensor).expect(tensor).range.clone();
        trainer.network.parameters.values[range].fill(value);
    }
    let mut session = Session::watch(trainer);
    let (stopped, crash) = stop(&mut session, "hidden");
    // At first h is 0; at the second step W·h + b overflows, while n = tanh(∞) = 1.
    assert_eq!(stopped.phase, Phase::Forward { stage: 1 });
    assert_eq!((crash.tensor.as_str(), crash.value), ("W_hn·h₋₁ + b_hn at time step 2", f64::INFINITY), "{crash:?}");
}

/// The weights of a cell are of every step: no one of them can be named. Those of the answer are its own.
#[test]
fn an_update_of_shared_weights_names_no_single_step() {
    let text = "cell=rnn&data=noise_sequence&noise=0&length=5&width=2&batch=2&init=zeros&decay=10&learning_rate=1";
    for shared in [true, false] {
        let mut trainer = trainer(text);
        trainer.network.parameters.values.fill(0.0);
        let answer = trainer.stages() - 1;
        let tensors = trainer.network.parameters.tensors.iter().filter(|tensor| tensor.role.decays());
        let tensor = tensors.clone().find(|tensor| (tensor.stage < answer) == shared).expect("a matrix").clone();
        trainer.network.parameters.values[tensor.range.start] = 3e38;
        let (stopped, crash) = stop(&mut Session::watch(trainer), &tensor.name);
        assert_eq!((stopped.phase, crash.tensor.as_str()), (Phase::Update, tensor.name.as_str()));
        assert_eq!(crash.stage, (!shared).then_some(answer), "{crash:?}");
    }
}

/// σ and tanh make 1 (or 0) of an infinite sum: the lab stops at the sum, in every gate and candidate of every cell.
#[test]
fn a_gate_hides_no_infinite_sum() {
    // Not of the plain RNN: its z is a part of its own.
    for cell in cells(&[]) {
        let text = format!("{cell}&data=adding&length=4&width=2&batch=2");
        let layer = trainer(&text).network.layers[0].cells()[0].clone();
        let rows = layer.about.maps.iter().enumerate().flat_map(|(at, map)| {
            (0..map.rows).filter_map(move |row| layer.about.squashed(map, row).map(|part| (at, row, part)))
        });
        for (n, (map, row, part)) in rows.enumerate() {
            // Two inputs near 1 times 3·10³⁸ each, or their opposites: ±6·10³⁸, of unit 2.
            let (mut trainer, row) = (trainer(&text), 2 * row + 1);
            let layer = trainer.network.layers[0].cells()[0].clone();
            let (start, inputs) = (layer.maps[map].w.start, layer.maps[map].inputs);
            let sign = if n % 2 == 0 { 1.0 } else { -1.0 };
            trainer.network.parameters.values[start + row * inputs + inputs - 2..][..2].fill(sign * 3e38);
            let bias = layer.maps[map].b.clone().expect("a bias").start + row;
            trainer.network.parameters.values[bias] = sign * 3.3e38;
            let mut session = Session::watch(trainer);
            let (stopped, crash) = stop(&mut session, &text);
            let letter = layer.parts()[part].name;
            let at = format!("{cell} {letter}: {stopped:?} {crash:?}");
            assert!(matches!(stopped.phase, Phase::Forward { .. }) && stopped.quantity == "z", "{at}");
            assert!(crash.tensor.starts_with(&format!("the sum inside {letter} at time ")), "{at}");
            assert_eq!((crash.place.expect("a place")[0], crash.value), (2, f64::from(sign) * f64::INFINITY), "{at}");
            assert!(crash.operation.starts_with('W') && !crash.operation.contains("tanh"), "{at}");
            let sum: f64 = crash.operands.iter().map(|operand| operand.1).sum();
            assert!(sum.abs() > f64::from(f32::MAX), "{at}");
        }
    }
}

/// Large sums that are finite, and gates that are quite shut or open by them, are no crash.
#[test]
fn a_gate_that_is_shut_for_good_is_no_crash() {
    for cell in cells(&[]) {
        let mut trainer = trainer(&format!("{cell}&data=adding&length=4&width=2&batch=2&learning_rate=0.000001"));
        let about = trainer.network.layers[0].cells()[0].about;
        // The shares of a minLSTM are 0/0 then: see the next test.
        if about.id == "min_lstm" || !about.is_gated() {
            continue;
        }
        for map in trainer.network.layers[0].cells()[0].clone().maps {
            let b = map.b.clone().expect("a bias");
            trainer.network.parameters.values[b].fill(-1e37);
        }
        let mut session = Session::watch(trainer);
        session.run(2);
        assert_eq!(session.stopped(), None, "{cell}");
        let shut = session.trainer().network.stages[0].blocks[1].value[0];
        assert_eq!(shut, 0.0, "{cell}");
    }
}

/// Both gates of a minLSTM shut: their shares are 0/0, and the record names the first of them.
#[test]
fn shares_of_shut_gates_are_no_number() {
    let mut trainer = trainer("cell=min_lstm&data=adding&length=4&width=2&batch=2");
    let map = trainer.network.layers[0].cells()[0].maps[0].clone();
    trainer.network.parameters.values[map.b.expect("a bias")].fill(-1e37);
    let (stopped, crash) = stop(&mut Session::watch(trainer), "min_lstm");
    assert_eq!(stopped.phase, Phase::Forward { stage: 0 });
    assert_eq!((crash.tensor.as_str(), crash.operation), ("f′ at time step 1", "f / (f + i)"), "{crash:?}");
    assert!(crash.value.is_nan() && operand(&crash, "f") == 0.0 && operand(&crash, "i") == 0.0, "{crash:?}");
}
