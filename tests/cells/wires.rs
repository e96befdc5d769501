//! The wires of a cell's diagram: products of the cell's own numbers, and gradients that add up to its own.

use super::{cells, session, sigma};
use gradient_lab::num::Real;
use gradient_lab::probe::Wire;
use gradient_lab::session::Session;
use gradient_lab::spec::Cell as Kind;
use gradient_lab::train::Phase;

/// Value and gradient by name.
struct Wires(Vec<Wire>);

impl Wires {
    fn of(&self, name: &str) -> Wire {
        *self.0.iter().find(|wire| wire.name == name).unwrap_or_else(|| panic!("no wire {name}"))
    }
    fn v(&self, name: &str) -> f64 {
        self.of(name).value
    }
    fn d(&self, name: &str) -> f64 {
        self.of(name).d
    }
}

type Node = (&'static str, f64, f64);

/// Every node of the diagram: what comes in makes what goes out, and each way back gets its share of what comes back.
fn nodes(kind: Kind, forget: bool, w: &Wires) -> Vec<Node> {
    match kind {
        Kind::Lstm => lstm(forget, w),
        Kind::Gru | Kind::GruPytorch => gru(kind == Kind::GruPytorch, w),
        Kind::MinGru => min_gru(w),
        Kind::MinLstm => min_lstm(w),
        Kind::None => unreachable!("a cell"),
        Kind::Rnn => {
            let sum = ("z", w.v("z"), w.v("W·h₋₁") + w.v("W·x") + w.v("b"));
            [sum].into_iter().chain(["W·h₋₁", "W·x", "b"].map(|name| (name, w.d(name), w.d("z")))).collect()
        }
    }
}

fn gate(w: &Wires, name: &'static str, z: &'static str) -> [Node; 2] {
    let s = w.v(name);
    [(name, s, sigma(w.v(z))), (z, w.d(z), w.d(name) * s * (1.0 - s))]
}

fn lstm(forget: bool, w: &Wires) -> Vec<Node> {
    let f = if forget { w.v("f") } else { 1.0 };
    let slope = |name: &str| 1.0 - w.v(name) * w.v(name);
    let mut all = vec![
        ("g", w.v("g"), w.v("z_g").tanh()),
        ("∂z_g", w.d("z_g"), w.d("g") * slope("g")),
        ("c", w.v("c"), w.v("f·c₋₁") + w.v("i·g")),
        ("f·c₋₁", w.v("f·c₋₁"), f * w.v("c₋₁")),
        ("∂f·c₋₁", w.d("f·c₋₁"), w.d("c")),
        ("∂c₋₁", w.d("c₋₁"), w.d("f·c₋₁") * f),
        ("i·g", w.v("i·g"), w.v("i") * w.v("g")),
        ("∂i·g", w.d("i·g"), w.d("c")),
        ("∂i", w.d("i"), w.d("i·g") * w.v("g")),
        ("∂g", w.d("g"), w.d("i·g") * w.v("i")),
        ("tanh c", w.v("tanh c"), w.v("c").tanh()),
        ("h", w.v("h"), w.v("o") * w.v("tanh c")),
        ("∂tanh c", w.d("tanh c"), w.d("h") * w.v("o")),
        ("∂o", w.d("o"), w.d("h") * w.v("tanh c")),
        ("∂c↓", w.d("c↓"), w.d("tanh c") * slope("tanh c")),
        ("∂c", w.d("c"), w.d("c↓") + w.d("c→")),
    ];
    all.extend([gate(w, "i", "z_i"), gate(w, "o", "z_o")].concat());
    if forget {
        all.push(("∂f", w.d("f"), w.d("f·c₋₁") * w.v("c₋₁")));
        all.extend(gate(w, "f", "z_f"));
    }
    all
}

fn gru(pytorch: bool, w: &Wires) -> Vec<Node> {
    let (new, inside) = if pytorch { ("n", "z_n") } else { ("h̃", "z_h̃") };
    // What z multiplies, and what 1 − z does; what r multiplies.
    let (by_z, by_rest) = if pytorch { ("h₋₁", new) } else { (new, "h₋₁") };
    let (keep, take) = if pytorch { (w.v("z"), w.v("1−z")) } else { (w.v("1−z"), w.v("z")) };
    let reset = if pytorch { "W·h₋₁" } else { "h₋₁" };
    let mut all = vec![
        (new, w.v(new), w.v(inside).tanh()),
        ("∂inside", w.d(inside), w.d(new) * (1.0 - w.v(new) * w.v(new))),
        ("1−z", w.v("1−z"), 1.0 - w.v("z")),
        ("keep", w.v("keep"), keep * w.v("h₋₁")),
        ("take", w.v("take"), take * w.v(new)),
        ("h", w.v("h"), w.v("keep") + w.v("take")),
        ("∂keep", w.d("keep"), w.d("h")),
        ("∂take", w.d("take"), w.d("h")),
        ("∂new", w.d(new), w.d("take") * take),
        ("∂z→", w.d("z→"), w.d("h") * w.v(by_z)),
        ("∂1−z", w.d("1−z"), w.d("h") * w.v(by_rest)),
        ("∂z", w.d("z"), w.d("z→") - w.d("1−z")),
        ("r·h₋₁", w.v("r·h₋₁"), w.v("r") * w.v(reset)),
        ("∂r", w.d("r"), w.d("r·h₋₁") * w.v(reset)),
    ];
    all.extend([gate(w, "r", "z_r"), gate(w, "z", "z_z")].concat());
    if pytorch {
        all.extend([
            (inside, w.v(inside), w.v("r·h₋₁") + w.v("W·x")),
            ("∂r·own", w.d("r·h₋₁"), w.d(inside)),
            ("∂W·x", w.d("W·x"), w.d(inside)),
            ("∂own", w.d("W·h₋₁"), w.d("r·h₋₁") * w.v("r")),
        ]);
    }
    all
}

fn min_gru(w: &Wires) -> Vec<Node> {
    let mut all = vec![
        ("1−z", w.v("1−z"), 1.0 - w.v("z")),
        ("keep", w.v("keep"), w.v("1−z") * w.v("h₋₁")),
        ("take", w.v("take"), w.v("z") * w.v("h̃")),
        ("h", w.v("h"), w.v("keep") + w.v("take")),
        ("∂keep", w.d("keep"), w.d("h")),
        ("∂take", w.d("take"), w.d("h")),
        ("∂new", w.d("h̃"), w.d("take") * w.v("z")),
        ("∂z→", w.d("z→"), w.d("take") * w.v("h̃")),
        ("∂1−z", w.d("1−z"), w.d("keep") * w.v("h₋₁")),
        ("∂z", w.d("z"), w.d("z→") - w.d("1−z")),
    ];
    all.extend(gate(w, "z", "z_z"));
    all
}

fn min_lstm(w: &Wires) -> Vec<Node> {
    let sum = w.v("f") + w.v("i");
    // Both shares depend on both gates, by the quotient rule.
    let quotient = w.d("f′") - w.d("i′");
    let mut all = vec![
        ("f′", w.v("f′"), w.v("f") / sum),
        ("i′", w.v("i′"), w.v("i") / sum),
        ("keep", w.v("keep"), w.v("f′") * w.v("h₋₁")),
        ("take", w.v("take"), w.v("i′") * w.v("h̃")),
        ("h", w.v("h"), w.v("keep") + w.v("take")),
        ("∂keep", w.d("keep"), w.d("h")),
        ("∂take", w.d("take"), w.d("h")),
        ("∂new", w.d("h̃"), w.d("take") * w.v("i′")),
        ("∂f′", w.d("f′"), w.d("keep") * w.v("h₋₁")),
        ("∂i′", w.d("i′"), w.d("take") * w.v("h̃")),
        ("∂f", w.d("f"), quotient * w.v("i") / (sum * sum)),
        ("∂i", w.d("i"), -quotient * w.v("f") / (sum * sum)),
    ];
    all.extend([gate(w, "f", "z_f"), gate(w, "i", "z_i")].concat());
    all
}

/// Runs whole steps up to the end of a backward pass.
fn after_backward<R: Real>(text: &str) -> Session<R> {
    let mut session = session::<R>(text, 2);
    while session.trainer().next() != (Phase::Backward { stage: 0 }) {
        session.advance();
    }
    session.advance();
    session
}

fn assert_wires<R: Real>(text: &str, tolerance: f64) {
    let session = after_backward::<R>(text);
    let (run, network) = (&session.frame(), &session.trainer().network);
    let spec = &session.trainer().spec;
    let mut looked = 0;
    for k in 0..network.last() {
        for (level, cell) in network.layers[k].cells().iter().enumerate() {
            for n in 0..cell.size * network.batch {
                let (o, b) = (n / network.batch, n % network.batch);
                let wires = Wires(run.wires(k, level, o, b));
                let at = format!("{text}: unit {o} of cell {level}, example {b}, step {k}");
                let truncate = spec.truncate as usize;
                let cut = truncate > 0 && k > 0 && (network.last() - k).is_multiple_of(truncate);
                for (name, value, mut expected) in nodes(cell.kind, spec.forget_gate, &wires) {
                    if cut && name == "∂c₋₁" {
                        expected = 0.0;
                    }
                    let same = (value - expected).abs() <= tolerance * (1.0 + expected.abs());
                    assert!(same, "{at}: {name} is {value}, not {expected}");
                    looked += 1;
                }
                // The values and whole gradients of the cell's own parts; a gate's is that of what stands inside.
                for part in run.cell(k, level, o, b) {
                    let name = part.part.name;
                    if name == "f" && !spec.forget_gate {
                        continue;
                    }
                    assert!((wires.v(name) - part.value).abs() <= tolerance, "{at}: {name}");
                    let squashed = part.part.is_squashed();
                    let d = if squashed { wires.d(&format!("z_{name}")) } else { wires.d(name) };
                    assert!((d - part.d).abs() <= tolerance, "{at}: ∂{name} {d} against {}", part.d);
                }
            }
        }
    }
    assert!(looked > 200, "{looked}");
}

#[test]
fn every_node_of_the_diagram_keeps_its_sums_and_products() {
    for cell in cells() {
        for more in ["", "&cell_layers=2", "&truncate=2"] {
            let text =
                format!("{cell}&data=copy&length=6&width=4&batch=3&learning_rate=0.5&init=lecun_normal&bias=0.3{more}");
            assert_wires::<f64>(&text, 1e-12);
            assert_wires::<f32>(&text, 3e-5);
        }
    }
}

/// One level and one answer: nothing but the next step reads a state, so its gradient is what comes back on the wires.
#[test]
fn what_comes_back_to_a_state_is_the_sum_of_its_paths() {
    for cell in cells() {
        for truncate in [0, 3] {
            let text = format!(
                "{cell}&data=adding&length=8&width=4&batch=3&learning_rate=0.1&init=lecun_normal&gain=1.3&\
                    truncate={truncate}"
            );
            let session = after_backward::<f64>(&text);
            let run = &session.frame();
            let near = |a: f64, b: f64| (a - b).abs() <= 1e-12 * (1.0 + b.abs());
            let mut alive = 0;
            for k in 1..8 {
                let cut = truncate > 0 && (8 - k) % truncate == 0;
                for n in 0..12 {
                    let here = Wires(run.wires(k, 0, n / 3, n % 3));
                    let before = Wires(run.wires(k - 1, 0, n / 3, n % 3));
                    assert!(near(here.d("h₋₁"), before.d("h")), "{text}: {} {}", here.d("h₋₁"), before.d("h"));
                    assert_eq!(here.d("Σh₋₁"), before.d("h"), "{text}");
                    assert_eq!(here.v("h₋₁"), before.v("h"), "{text}");
                    assert!(!cut || here.d("h₋₁") == 0.0, "{text}: nothing goes round the cut");
                    alive += usize::from(here.d("h₋₁") != 0.0);
                    if before.0.iter().any(|wire| wire.name == "c→") {
                        assert!(near(here.d("c₋₁"), before.d("c→")), "{text}");
                        assert_eq!(here.d("Σc₋₁"), before.d("c"), "{text}");
                        assert!(near(here.d("Σc₋₁"), before.d("c→") + before.d("c↓")), "{text}");
                    }
                }
            }
            assert!(alive > 20, "{text}: {alive}");
        }
    }
}

/// What a cell reads at its own level, and what it hands down: to the cell below as part of its ∂L/∂h.
#[test]
fn x_is_what_the_cell_itself_reads() {
    for cell in cells() {
        let session = after_backward::<f64>(&format!("{cell}&data=adding&length=5&width=3&batch=2&cell_layers=2"));
        let run = &session.frame();
        let network = &session.trainer().network;
        for k in 0..5 {
            for b in 0..2 {
                let input: Vec<f64> = (0..2).map(|i| network.x_at(k)[i * 2 + b]).collect();
                assert_eq!(run.wire_x(k, 0, b).iter().map(|x| x.0).collect::<Vec<_>>(), input);
                for (o, (value, d)) in run.wire_x(k, 1, b).into_iter().enumerate() {
                    let below = Wires(run.wires(k, 0, o, b));
                    assert_eq!(value, below.v("h"), "{cell}");
                    // Besides what the next step sends: at the last step there is none.
                    assert!(k < 4 || (d - below.d("h")).abs() < 1e-15, "{cell}: {d} {}", below.d("h"));
                }
            }
        }
    }
}
