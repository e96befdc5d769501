//! Recurrent networks, healthy and sick, and whether the diagnosis is right about them.
//!
//! They are small, so that what becomes of each is found out here and not kept in a table: it is trained four times as
//! long as the diagnosis watches, and nudged, by forward passes in f64. Nothing of `probe` has a part in that.

use super::threads::each;
use gradient_lab::net::cell::Cell;
use gradient_lab::net::{Evaluator, Network};
use gradient_lab::num::{Norm, Random, Stream};
use gradient_lab::session::Session;
use gradient_lab::spec::{Link, Spec, Task};
use gradient_lab::train::Trainer;
use gradient_lab::verdict::{Gravity, Limits, Symptom, diagnose};

const SEEDS: [u32; 3] = [1, 2, 3];
/// How much longer the run goes on than the diagnosis watches.
const ON: u32 = 4;

/// Name, experiment, and steps that the diagnosis sees.
#[rustfmt::skip] // A table: one network, one row.
const NETWORKS: &[(&str, &str, u32)] = &[
    // They learn.
    ("lstm_recall", "cell=lstm&data=recall&length=25&forget_bias=3", 150),
    ("gru_recall", "cell=gru&data=recall&length=25&update_bias=-3", 150),
    ("pytorch_recall", "cell=gru_pytorch&data=recall&length=25&update_bias=3", 150),
    ("lstm_without_gate", "cell=lstm&forget_gate=off&data=recall&length=25", 150),
    ("rnn_short", "cell=rnn&activation=tanh&data=recall&length=6&recurrent_init=orthogonal", 150),
    ("irnn", "cell=rnn&activation=relu&data=recall&length=20&recurrent_init=identity&learning_rate=0.003", 150),
    ("gru_adding", "cell=gru&data=adding&length=12&update_bias=-1", 300),
    ("lstm_two_levels", "cell=lstm&cell_layers=2&data=recall&length=12&forget_bias=2", 150),
    ("rnn_sine", "cell=rnn&activation=tanh&data=sine&length=20&recurrent_init=orthogonal", 150),
    ("lstm_sunspots", "cell=lstm&data=sunspots&length=20&forget_bias=1", 150),
    ("gru_digit_rows", "cell=gru&data=digit_rows&width=16", 200),
    // The gradient fades on its way back.
    ("lstm_forgets", "cell=lstm&data=recall&length=50&forget_bias=-3", 120),
    ("lstm_half_life_of_a_step", "cell=lstm&data=recall&length=60&forget_bias=0", 120),
    ("gru_replaces", "cell=gru&data=recall&length=50&update_bias=3", 120),
    ("pytorch_replaces", "cell=gru_pytorch&data=recall&length=50&update_bias=-3", 120),
    ("rnn_small", "cell=rnn&activation=tanh&data=recall&length=40&recurrent_init=orthogonal&recurrent_gain=0.5", 120),
    ("rnn_sigmoid", "cell=rnn&activation=sigmoid&data=recall&length=40", 120),
    // It grows, or the states do.
    ("relu_loud", "cell=rnn&activation=relu&data=recall&length=100&recurrent_init=identity&recurrent_gain=3&optimizer=sgd&learning_rate=0.1", 30),
    ("linear_loud", "cell=rnn&activation=identity&data=recall&length=60&recurrent_init=orthogonal&recurrent_gain=1.4&optimizer=sgd&learning_rate=0.01", 30),
    ("linear_louder", "cell=rnn&activation=identity&data=adding&length=30&recurrent_init=orthogonal&recurrent_gain=1.6&optimizer=sgd&learning_rate=0.01&clip_norm=1", 60),
    // Nothing wrong with the gradient.
    ("lstm_creeps", "cell=lstm&data=recall&length=25&forget_bias=3&optimizer=sgd&learning_rate=0.00001", 160), // one that still falls is given 150 steps
    ("lstm_cut", "cell=lstm&data=recall&length=25&forget_bias=3&truncate=5", 120),
    ("gru_parity", "cell=gru&data=parity&length=25&update_bias=-3", 120),
    // Seen for a moment.
    ("lstm_glimpse", "cell=lstm&data=recall&length=25&forget_bias=3", 5),
];

/// What becomes of one network with one seed; losses in units of the best constant answer's.
#[derive(Debug)]
struct Outcome {
    overflow: Option<u32>,
    /// Smallest and largest of the losses of the watch's second half, and the mean one at the very end.
    low: f64,
    high: f64,
    end: f64,
    /// What nudges of the first state have become at the last: the faintest and the loudest, at the start and after the
    /// watch.
    faint: [f64; 2],
    loud: [f64; 2],
    /// ‖W‖ of the cells after the watch, against its start.
    grown: f64,
    /// Share of gates nearer to their ends than 5 % of the steepest slope, in the worst step.
    flat: f64,
}

fn spec(text: &str, seed: u32) -> Spec {
    let link = Link::parse(&format!(
        "width=8&batch=16&optimizer=adam&learning_rate=0.01&init=lecun_normal&{text}&seed={seed}"
    ));
    assert_eq!(link.warnings, Vec::<String>::new(), "{text}");
    link.spec
}

/// The loss of the best constant answer on what is learned from.
fn nothing(trainer: &Trainer<f32>) -> f64 {
    let examples = &trainer.data.train;
    // All answers of an example are of one kind: O of them by M steps.
    let shape = trainer.network.time.as_ref().expect("a network through time").shape;
    let column =
        |o: usize| examples.y.chunks(shape.answers).skip(o).step_by(shape.outputs).flatten().map(|&y| f64::from(y));
    let count = (examples.count() * shape.answers) as f64;
    let mean = |o: usize| column(o).sum::<f64>() / count;
    let entropy = |p: f64| if p > 0.0 { -p * p.ln() } else { 0.0 };
    (0..shape.outputs)
        .map(|o| match trainer.spec.data.task() {
            Task::Classes => entropy(mean(o)) + entropy(1.0 - mean(o)),
            Task::Regression | Task::Probe => column(o).map(|y| (y - mean(o)).powi(2)).sum::<f64>() / count,
            _ => entropy(mean(o)),
        })
        .sum()
}

/// How much is left at the last step of each of four nudges to all states after the first.
fn echoes(trainer: &Trainer<f32>) -> [f64; 4] {
    let from = &trainer.network;
    let mut network: Network<f64> =
        Network::unstarted(&trainer.spec, from.x.len() / from.batch, from.y.len() / from.batch, from.batch);
    let copy = |from: &[f32], to: &mut [f64]| to.iter_mut().zip(from).for_each(|(to, &from)| *to = f64::from(from));
    copy(&from.parameters.values, &mut network.parameters.values);
    copy(&from.x, &mut network.x);
    let last = network.last();
    let states = |cell: &Cell| [Some(cell.h_at()), cell.c_at()];
    let places: Vec<usize> = network.layers[0].cells().iter().flat_map(states).flatten().collect();
    let at_end = |network: &mut Network<f64>| -> Vec<f64> {
        (1..last).for_each(|k| network.forward(k));
        places.iter().flat_map(|&j| network.stages[last - 1].blocks[j].value.clone()).collect()
    };
    network.forward(0);
    let first = network.stages[0].clone();
    let base = at_end(&mut network);
    let mut random = Random::new(0, Stream::Init);
    [(); 4].map(|()| {
        let mut size = Norm::default();
        for &j in &places {
            let nudge: Vec<f64> = first.blocks[j].value.iter().map(|_| 1e-6 * random.normal()).collect();
            let nudged = first.blocks[j].value.iter().zip(&nudge).map(|(value, nudge)| value + nudge);
            network.stages[0].blocks[j].value = nudged.collect();
            size = size.join(Norm::of(&nudge));
        }
        let end = at_end(&mut network);
        Norm::of_difference(&end, &base).l2 / size.l2
    })
}

fn finite(trainer: &Trainer<f32>) -> bool {
    let network = &trainer.network;
    let blocks = network.stages.iter().flat_map(|stage| &stage.blocks).flat_map(|block| [&block.value, &block.d]);
    let all = blocks.chain([&network.parameters.values, &network.parameters.grads]);
    trainer.loss_value.is_finite() && all.flatten().all(|x| x.is_finite())
}

/// Share of gates, or of an f, that hardly answer any more, in the worst step.
fn flat(trainer: &Trainer<f32>) -> f64 {
    let of_step = |k: usize| {
        let cell = &trainer.network.layers[k].cells()[0];
        let count = cell.size * trainer.network.batch;
        let parts: Vec<_> = cell.parts().iter().filter(|part| part.is_gate() || part.name == "z").collect();
        let numbers = |row: usize, block: usize| &trainer.network.stages[k].blocks[block].value[row * count..][..count];
        let ends = |&&z: &&f32, gate: bool| {
            let slope = if gate {
                4.0 * z * (1.0 - z)
            } else {
                cell.activation.df(z, 0.25).abs() / cell.activation.steepest() as f32
            };
            slope < 0.05
        };
        let flat =
            parts.iter().map(|part| numbers(part.row, part.block).iter().filter(|z| ends(z, part.is_gate())).count());
        flat.sum::<usize>() as f64 / (parts.len() * count) as f64
    };
    (0..trainer.network.last()).map(of_step).fold(0.0, f64::max)
}

/// ‖W‖ of the first layer: the weights of all maps of its cells.
fn size(trainer: &Trainer<f32>) -> f64 {
    let network = &trainer.network;
    let maps = network.layers[0].cells().iter().flat_map(|cell| &cell.maps);
    let norms = maps.map(|map| Norm::of(&network.parameters.values[map.w.clone()]));
    norms.reduce(Norm::join).expect("weights").l2
}

/// Smallest and largest.
fn range(echoes: [f64; 4]) -> [f64; 2] {
    [echoes.into_iter().fold(f64::NAN, f64::min), echoes.into_iter().fold(f64::NAN, f64::max)]
}

fn measure(text: &str, watch: u32, seed: u32) -> Outcome {
    let mut trainer: Trainer<f32> = Trainer::new(&spec(text, seed)).expect("a valid spec");
    let (nothing, loss) = (nothing(&trainer), trainer.loss());
    let start = size(&trainer);
    // The nudges need a batch.
    trainer.advance();
    let [faint, loud] = range(echoes(&trainer));
    let mut outcome = Outcome {
        overflow: None,
        low: f64::NAN,
        high: f64::NAN,
        end: f64::NAN,
        faint: [faint; 2],
        loud: [loud; 2],
        grown: 1.0,
        flat: f64::NAN,
    };
    let (mut evaluator, mut ends) = (Evaluator::default(), Vec::new());
    let mut score = |trainer: &Trainer<f32>| {
        let found = evaluator.evaluate(&trainer.network, &trainer.data.train, loss);
        found.loss / nothing
    };
    for step in 1..=ON * watch {
        trainer.step();
        if !finite(&trainer) {
            outcome.overflow = Some(step);
            break;
        }
        if step > watch / 2 && step <= watch && step.is_multiple_of((watch / 10).max(1)) {
            let found = score(&trainer);
            (outcome.low, outcome.high) = (outcome.low.min(found), outcome.high.max(found));
        }
        if step == watch {
            [outcome.faint[1], outcome.loud[1]] = range(echoes(&trainer));
            (outcome.grown, outcome.flat) = (size(&trainer) / start, flat(&trainer));
        }
        if step > 3 * watch && step.is_multiple_of((watch / 5).max(1)) {
            ends.push(score(&trainer));
        }
    }
    outcome.end = ends.iter().sum::<f64>() / ends.len() as f64;
    outcome
}

/// Why a verdict is wrong about such a network; none where it is right.
fn wrong(outcome: &Outcome, watch: u32, verdict: &[&str], sick: bool) -> Option<String> {
    let Outcome { overflow, low, high, end, faint, loud, grown, flat } = *outcome;
    let stopped = overflow.is_some_and(|step| step <= watch);
    let learned = !stopped && high < 0.45;
    for &key in verdict {
        let no = match key {
            "not_finite" if !stopped => "every number was finite",
            "vanishing" if learned => "it has learned",
            "vanishing" if !stopped && faint[0].min(faint[1]) > 0.1 => "every nudge arrives",
            "exploding" if learned => "it has learned",
            "exploding" if overflow.is_none() && loud[0].max(loud[1]) < 10.0 && high < 3.0 => "no nudge grows",
            "at_chance" if low < 0.85 => "the loss was clearly below chance",
            "poor" if learned => "it has learned",
            "healthy" if stopped || low >= 0.6 => "it has not learned",
            "healthy" if end > 0.75 => "it loses what it learned",
            "saturated" if flat < 0.35 => "few gates are at their ends",
            "weights_grow" | "weights_grow_doubly" if grown < 2.0 && overflow.is_none() => {
                "the weights are as large as ever"
            }
            "weights_vanish" if grown > 0.5 => "the weights are there",
            "stuck_layers" | "dead" => "there are no layers here, and no dead units",
            _ => continue,
        };
        return Some(format!("{key}: {no}"));
    }
    let has = |key: &str| verdict.contains(&key);
    let missed = match () {
        () if has("healthy") && sick => "healthy and sick at once",
        () if stopped && !has("not_finite") => "a number was not finite",
        // Two decades less than is called vanishing, and no progress.
        () if !stopped && watch >= 100 && low >= 0.97 && end >= 0.9 && loud[1] < 1e-6 && !has("vanishing") => {
            "nothing arrives"
        }
        () if !stopped && watch >= 100 && low >= 0.97 && end >= 0.95 && !sick => "it is at chance, and will be",
        () if watch >= 100 && !stopped && high < 0.3 && end < 0.3 && !has("healthy") => "it has learned for good",
        () => return None,
    };
    Some(format!("missed: {missed}"))
}

#[test]
#[ignore = "slow: cargo xtask test runs it"]
fn no_wrong_verdict_through_time() {
    let verdicts = each(NETWORKS.len() * SEEDS.len(), |n| {
        let (name, text, watch) = NETWORKS[n / SEEDS.len()];
        let seed = SEEDS[n % SEEDS.len()];
        let outcome = measure(text, watch, seed);
        let mut session: Session<f32> = Session::new(&spec(text, seed)).expect("a valid spec");
        session.run(watch);
        let findings = diagnose(&session.frame(), &Limits::default());
        let judged = findings.iter().filter(|finding| finding.symptom != Symptom::Factor);
        let verdict: Vec<&str> = judged.clone().map(|finding| finding.symptom.key()).collect();
        let sick = judged.clone().any(|finding| finding.gravity == Gravity::Sick);
        let why = wrong(&outcome, watch, &verdict, sick);
        println!("{name} (seed {seed}): {verdict:?} {outcome:?} {}", why.as_deref().unwrap_or(""));
        (why.map(|why| format!("{name} (seed {seed}): {verdict:?}: {why}")), verdict)
    });
    let wrong: Vec<&String> = verdicts.iter().filter_map(|(why, _)| why.as_ref()).collect();
    assert!(wrong.is_empty(), "{} wrong verdicts: {wrong:#?}", wrong.len());
    // The networks are of many kinds, and so must the verdicts be.
    for key in ["healthy", "vanishing", "exploding", "not_finite", "at_chance"] {
        let count = verdicts.iter().filter(|(_, verdict)| verdict.contains(&key)).count();
        assert!(count >= 3 && count < verdicts.len() - 9, "{key} {count} times of {}", verdicts.len());
    }
}
