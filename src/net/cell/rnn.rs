//! The plain RNN.

use super::about::{Description, Kept, Recurrent};
use super::diagram::{Diagram, label, only_back, spot};
use super::part::{Keeps, Operand, Part, Read, Role, Rows, Space, Squash, map, plain, read, units};
use super::pass::stack;
use super::remedy::{GRU_INSTEAD, LSTM_INSTEAD, RADIUS_ONE, Remedy};
use super::step::{Cell, Reads};
use super::unit::{Unit, Wires};
use crate::net::layer::activate;
use crate::net::{Block, Parameters};
use crate::num::Real;
use crate::spec::{Init, PRELU_START, Spec};

/// Blocks of a step.
const U: usize = 0;
const Z: usize = 1;
const H: usize = 2;

pub(super) static CELL: Description = Description {
    id: "rnn",
    name: "RNN",
    indefinite: "A plain RNN",
    parts: &[
        plain(
            ("z", "before f", Role::PreActivation),
            "W·[h₋₁; x] + b",
            (Z, 0),
            "① + ② + ③",
            &[Operand::Terms { map: 0, row: 0, of_h: "W·h₋₁" }],
        ),
        Part {
            squash: Squash::F, ..plain(("h", "state", Role::State), "f(z)", (H, 0), "f(①)", &[Operand::Part("z")])
        },
    ],
    blocks: &[read("[h₋₁; x]", Rows::Stack), units(1, false), Space { keeps: Keeps::Slope, ..units(1, false) }],
    maps: &[map("h", Read::Stack(U), 1, Z)],
    memory: None,
    bounded: false,
    starts: &[],
    recurrent: Some(Recurrent { name: "W", word: "W (h₋₁ to h)", map: 0, row: 0 }),
    kept: Kept {
        formula: "ρᵏ",
        of: radius_at_start,
        fades: "A plain RNN multiplies by the same W and by f′ at every time step back; here their product is below 1.",
        knobs: &["recurrent_gain"],
    },
    longer: &[&LSTM_INSTEAD, &GRU_INSTEAD, &RADIUS_ONE],
    shorter: &[&RADIUS_HALF],
    beside: Some("cell=rnn&activation=tanh"), // the activation of the report's RNN
    wires,
    diagram: Diagram {
        foot: 170,
        wires: &[&["M0 84H320", "M152 212V36", "M284 84V20"]],
        dots: &[&[(284, 84)]],
        boxes: &[&[label(76, 84, "W"), label(152, 146, "W"), label(238, 84, "f")]],
        nodes: &[&[label(152, 84, "+")]],
        names: &[&[
            label(2, 75, "h₋₁"),
            label(318, 75, "h"),
            label(158, 192, "x"),
            label(166, 75, "z"),
            label(158, 46, "b"),
        ]],
        spots: &[&[
            spot(2, 59, "h₋₁").back(2, 99),
            only_back(2, 113, "Σh₋₁"),
            spot(92, 77, "W·h₋₁").back(92, 99),
            spot(157, 112, "W·x"),
            spot(170, 46, "b"),
            spot(178, 75, "z").back(166, 99),
            spot(170, 192, "x"),
            spot(306, 75, "h").end().back(318, 99),
        ]],
    },
    variant: None,
};

/// The spectral radius of the initial weights, where the initializer fixes it.
fn radius_at_start(spec: &Spec) -> Option<f64> {
    matches!(spec.recurrent_init, Some(Init::Orthogonal | Init::Identity)).then_some(spec.recurrent_gain)
}

static RADIUS_HALF: Remedy = Remedy {
    label: "orthogonal, ρ = 0.5",
    note: "break it: each time step back at least halves the gradient",
    changes: &[("recurrent_init", "orthogonal"), ("recurrent_gain", "0.5")],
};

/// Plain RNN.
///
/// z_t = W·\[h_{t−1}; x_t\] + b, h_t = f(z_t)
///
/// Gradient path: dz = f′(z) ⊙ dh, \[dh_{t−1}; dx\] += Wᵀ·dz: the same W and f′ once more at every step back.
/// Shapes: h, z \[H×B\], x \[D×B\], W \[H×(H+D)\], b \[H\].
/// Source: the report (Elhassan et al. 2023), §3 and §4.3 (RNN). With one unit and f = σ,
/// z_t = w·σ(z_{t−1}) + b (Pascanu 2013).
pub(super) fn forward<R: Real>(cell: &Cell, values: &[R], reads: Reads<R>, here: &mut [Block<R>]) {
    stack(&reads.past[H].value, reads.x, &mut here[U].value);
    let (u, rest) = here.split_at_mut(Z);
    let (z, h) = rest.split_at_mut(1);
    cell.maps[0].forward(values, &u[U].value, &mut z[0].value);
    let Block { value, slope, .. } = &mut h[0];
    activate::forward(cell.activation, R::from_f64(PRELU_START), &z[0].value, value, slope);
}

pub(super) fn backward<R: Real>(cell: &Cell, parameters: &mut Parameters<R>, _reads: Reads<R>, here: &mut [Block<R>]) {
    let (u, rest) = here.split_at_mut(Z);
    let (z, h) = rest.split_at_mut(1);
    z[0].d.copy_from_slice(&h[0].d);
    let Block { value, d, .. } = &mut z[0];
    activate::backward(cell.activation, R::from_f64(PRELU_START), value, &h[0].slope, d);
    cell.maps[0].add_gradients(&mut parameters.grads, &u[U].value, &z[0].d);
    cell.maps[0].hand_down(&parameters.values, &z[0].d, &mut u[U].d);
}

/// h₋₁ is read by the map alone.
pub(super) fn hand_back<R: Real>(_here: &[Block<R>], _past: &mut [Block<R>]) {}

/// z = W_h·h₋₁ + W_x·x + b: each of the three terms receives ∂L/∂z as a whole.
fn wires(unit: &Unit, wires: &mut Wires) {
    let [z, h] = unit.numbers(["z", "h"]);
    for (name, value) in unit.operands(&CELL.parts[0]) {
        wires.put(name, value, z.d);
    }
    wires.put("z", z.value, z.d);
    wires.put("h", h.value, h.d);
    wires.past(unit.h_before(0.0));
}
