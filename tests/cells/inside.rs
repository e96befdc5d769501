//! The inside of a cell: numbers that make each other, and what gates do on the whole.

use super::{cells, session, sigma};
use gradient_lab::num::Real;
use gradient_lab::probe::PartView;
use gradient_lab::spec::Cell as Kind;
use gradient_lab::train::Phase;

/// The value of a part, from the numbers that stand in its equation.
fn from_operands(kind: Kind, view: &PartView, f: impl Fn(f64) -> f64) -> f64 {
    let of = |name: &str| {
        let found = view.operands.iter().find(|(found, _)| *found == name);
        found.unwrap_or_else(|| panic!("no {name} in {view:?}")).1
    };
    let sum = |first: &str| of(first) + of("W·x") + of("b");
    match (kind, view.part.name) {
        (Kind::Lstm, "f") if view.operands.is_empty() => 1.0,
        (Kind::Lstm, "c") => of("f") * of("c₋₁") + of("i") * of("g"),
        (Kind::Lstm, "h") => of("o") * of("c").tanh(),
        (Kind::Lstm, "g") => sum("W·h₋₁").tanh(),
        (Kind::Gru, "h̃") => sum("W·(r⊙h₋₁)").tanh(),
        (Kind::Gru, "h") => (1.0 - of("z")) * of("h₋₁") + of("z") * of("h̃"),
        (Kind::GruPytorch, "n") => (of("W_in·x + b_in") + of("r") * of("W_hn·h₋₁ + b_hn")).tanh(),
        (Kind::GruPytorch, "h") => (1.0 - of("z")) * of("n") + of("z") * of("h₋₁"),
        (Kind::MinGru | Kind::MinLstm, "h̃") => of("W·x") + of("b"),
        (Kind::MinGru, "h") => (1.0 - of("z")) * of("h₋₁") + of("z") * of("h̃"),
        (Kind::MinLstm, "f′") => of("f") / (of("f") + of("i")),
        (Kind::MinLstm, "i′") => of("i") / (of("f") + of("i")),
        (Kind::MinLstm, "h") => of("f′") * of("h₋₁") + of("i′") * of("h̃"),
        (Kind::MinGru | Kind::MinLstm, _) => sigma(of("W·x") + of("b")),
        (Kind::Rnn, "z") => sum("W·h₋₁"),
        (Kind::Rnn, "h") => f(of("z")),
        _ => sigma(sum("W·h₋₁")),
    }
}

fn assert_inside<R: Real>(text: &str, tolerance: f64) {
    let mut session = session::<R>(text, 2);
    let mut looked = 0;
    // Twice through a step; while states run, one step of them is new and the next is not.
    for _ in 0..2 * session.trainer().per_step() {
        session.advance();
        if matches!(session.trainer().next(), Phase::Forward { .. }) {
            continue;
        }
        let (run, network) = (&session.frame(), &session.trainer().network);
        for k in 0..session.trainer().stages() - 1 {
            for (level, cell) in network.layers[k].cells().iter().enumerate() {
                for n in 0..cell.size * network.batch {
                    let (o, b) = (n / network.batch, n % network.batch);
                    let views = run.cell(k, level, o, b);
                    assert_eq!(views.len(), cell.parts().len());
                    for view in &views {
                        let value = from_operands(cell.kind, view, |z| cell.activation.f(z, 0.25));
                        let at = format!("{text}: {} of unit {o}, example {b} at step {k}", view.part.name);
                        assert!(
                            (view.value - value).abs() < tolerance,
                            "{at}: {} is not {value}: {view:?}",
                            view.value
                        );
                        let block = &network.stages[k].blocks[cell.first + view.part.block];
                        let place = (view.part.row * cell.size + o) * network.batch + b;
                        assert_eq!(
                            (block.value[place].to_f64(), block.d[place].to_f64()),
                            (view.value, view.d),
                            "{at}"
                        );
                        looked += 1;
                    }
                    assert!(
                        run.cell(k, level, cell.size, b).is_empty() && run.cell(k, level, o, network.batch).is_empty()
                    );
                }
            }
        }
        assert!(run.cell(network.last(), 0, 0, 0).is_empty(), "the answer is no cell");
    }
    assert!(looked > 100);
}

#[test]
fn the_numbers_inside_a_cell_make_its_value() {
    for cell in cells() {
        for layers in [1, 2] {
            let text = format!(
                "{cell}&data=copy&length=5&width=3&batch=3&cell_layers={layers}&learning_rate=0.5&init=lecun_normal"
            );
            assert_inside::<f64>(&text, 1e-13);
            assert_inside::<f32>(&text, 1e-5);
        }
    }
}

#[test]
fn gate_figures_are_counted_over_units_and_batch() {
    let text = "cell=lstm&data=adding&length=6&width=4&batch=5&init=lecun_normal&gain=4&recurrent_gain=4";
    let session = session::<f64>(text, 3);
    let (run, network) = (&session.frame(), &session.trainer().network);
    let mut saturated = 0.0;
    for (at, part) in network.layers[0].cells()[0].parts().iter().enumerate() {
        for (k, (mean, ends)) in run.gate_figures(0, at).into_iter().enumerate() {
            let values = &network.stages[k].blocks[part.block].value[part.row * 20..][..20];
            assert!((mean - values.iter().sum::<f64>() / 20.0).abs() < 1e-15);
            // σ′ = s(1 − s) is at most 1/4: 5 % of that lies beyond 0.0127 from either end.
            let near = values.iter().filter(|&&v| part.is_gate() && !(0.012_659..=0.987_341).contains(&v)).count();
            assert_eq!(ends, near as f64 / 20.0, "{} at step {k}", part.name);
            saturated += ends;
        }
    }
    assert!(saturated > 0.5, "some gate should be at its end");
}
