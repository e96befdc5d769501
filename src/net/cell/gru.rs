//! The GRU of the report.

use super::about::{Description, Kept, Recurrent, Start};
use super::diagram::{Diagram, Label, Spot, label, only_back, spot};
use super::part::{Operand, Part, Read, Role, Rows, Space, Squash, inside, map, plain, read, squashed, units};
use super::pass::{add, blend, open, open_back, squash, stack};
use super::remedy::{LSTM_INSTEAD, RNN_INSTEAD, Remedy};
use super::step::{Cell, Reads};
use super::unit::{Unit, Wires};
use crate::net::{Block, Parameters};
use crate::num::{Lanes, Real, passes, sigmoid};

/// Blocks of a step; the rows of the gates are r, z. The candidate's map reads V = \[r⊙h_{t−1}; x_t\].
const U: usize = 0;
const GATES: usize = 1;
const V: usize = 2;
const NEW: usize = 3;
const H: usize = 4;

pub(super) static CELL: Description = Description {
    id: "gru",
    name: "GRU",
    indefinite: "A GRU",
    parts: &[
        RESET,
        UPDATE,
        squashed(
            ("h̃", "candidate", Role::Candidate),
            Squash::Tanh,
            inside!("tanh", "W_h·[r⊙h₋₁; x] + b_h"),
            (NEW, 0),
            "tanh(① + ② + ③)",
            &[Operand::Terms { map: 1, row: 0, of_h: "W·(r⊙h₋₁)" }],
        ),
        plain(
            ("h", "state", Role::State),
            "(1 − z)·h₋₁ + z·h̃",
            (H, 0),
            "(1 − ①)·② + ①·③",
            &[Operand::Part("z"), Operand::Before { name: "h₋₁", block: H }, Operand::Part("h̃")],
        ),
    ],
    blocks: &[
        read("[h₋₁; x]", Rows::Stack),
        units(2, true),
        Space { passes_on: false, ..read("[r⊙h₋₁; x]", Rows::Stack) },
        units(1, false),
        units(1, false),
    ],
    maps: &[map("rz", Read::Stack(U), 2, GATES), map("h", Read::Stack(V), 1, NEW)],
    memory: None,
    bounded: true,
    starts: &[START],
    recurrent: Some(Recurrent { name: "W_h", word: "W_h (r⊙h₋₁ to the candidate h̃)", map: 1, row: 0 }),
    kept: Kept {
        formula: "(1−σ(b_z))ᵏ",
        of: |spec| Some(sigmoid(-spec.update_bias)),
        fades: "The update gate starts at σ({bias}), so each time step keeps 1 − σ = {kept} of the state \
                and of its gradient.",
        knobs: &["update_bias"],
    },
    longer: &[&UPDATE_BIAS, &LSTM_INSTEAD],
    shorter: &[&RNN_INSTEAD, &FORGETS],
    beside: Some("cell=gru"),
    wires,
    diagram: Diagram {
        foot: 240,
        wires: &[WIRES, &["M72 108H100V220H244"]],
        dots: &[DOTS],
        boxes: &[BOXES],
        nodes: &[NODES, &[label(72, 108, "×"), label(160, 92, "1−")]],
        names: &[NAMES, &[label(230, 146, "h̃")]],
        spots: &[
            SPOTS,
            &[
                spot(67, 134, "r").end(),
                spot(166, 215, "r·h₋₁").back(166, 234),
                spot(155, 74, "1−z").end().back(147, 87),
                only_back(180, 131, "z→"),
                spot(249, 143, "h̃"),
                spot(249, 203, "z_h̃"),
            ],
        ],
    },
    variant: None,
};

/// The reset gate.
pub(super) const RESET: Part = squashed(
    ("r", "reset gate", Role::Gate),
    Squash::Sigmoid,
    inside!("σ", "W_r·[h₋₁; x] + b_r"),
    (GATES, 0),
    "σ(① + ② + ③)",
    &[Operand::Terms { map: 0, row: 0, of_h: "W·h₋₁" }],
);
/// The update gate.
pub(super) const UPDATE: Part = squashed(
    ("z", "update gate", Role::Gate),
    Squash::Sigmoid,
    inside!("σ", "W_z·[h₋₁; x] + b_z"),
    (GATES, 1),
    "σ(① + ② + ③)",
    &[Operand::Terms { map: 0, row: 1, of_h: "W·h₋₁" }],
);
/// b_z starts at a knob of its own.
pub(super) const START: Start = Start { map: 0, row: 1, bias: |spec| spec.update_bias };

// The diagram's lists are shared with PyTorch's GRU.
pub(super) const WIRES: &[&str] =
    &["M0 52H320", "M14 52V240H160V52", "M130 286V240", "M72 240V52", "M130 260H244V52", "M160 116H244"];
pub(super) const DOTS: &[(i16, i16)] = &[(14, 52), (72, 52), (72, 240), (130, 240), (130, 260), (160, 116)];
pub(super) const BOXES: &[Label] = &[label(72, 176, "σ"), label(160, 176, "σ"), label(244, 176, "tanh")];
pub(super) const NODES: &[Label] = &[label(160, 52, "×"), label(244, 116, "×"), label(244, 52, "+")];
pub(super) const NAMES: &[Label] =
    &[label(77, 158, "r"), label(147, 146, "z"), label(2, 43, "h₋₁"), label(318, 43, "h"), label(136, 286, "x")];
pub(super) const SPOTS: &[Spot] = &[
    spot(2, 27, "h₋₁").back(18, 67),
    only_back(18, 81, "Σh₋₁"),
    spot(148, 286, "x"),
    spot(67, 203, "z_r").end(),
    spot(165, 143, "z"),
    spot(155, 203, "z_z").end(),
    spot(176, 45, "keep").back(176, 67),
    spot(249, 80, "take"),
    spot(304, 43, "h").end().back(318, 67),
];

pub(super) static UPDATE_BIAS: Remedy = Remedy {
    label: "update bias −3",
    note: "each time step keeps 0.95 of the state at the start",
    changes: &[("update_bias", "-3")],
};

/// 1 − σ(2) is an eighth.
static FORGETS: Remedy = Remedy {
    label: "gates that forget",
    note: "break it: each time step keeps an eighth of the memory",
    changes: &[("update_bias", "2")],
};

/// GRU as in the report.
///
/// r, z = σ(W·\[h_{t−1}; x_t\] + b), h̃ = tanh(W_h·\[r⊙h_{t−1}; x_t\] + b_h), h_t = (1−z)⊙h_{t−1} + z⊙h̃
///
/// Gradient path: dh_{t−1} = (1−z) ⊙ dh, besides the paths through r, z and h̃.
/// Shapes: gates \[2H×B\], h̃, h \[H×B\], W \[2H×(H+D)\], W_h \[H×(H+D)\].
/// Source: the report (Elhassan et al. 2023), §4.3 (GRU; Cho 2014).
pub(super) fn forward<R: Real>(cell: &Cell, values: &[R], reads: Reads<R>, here: &mut [Block<R>]) {
    let past = &reads.past[H].value;
    let [u, gates, v, candidate, state] = here else { return };
    stack(past, reads.x, &mut u.value);
    cell.maps[0].forward(values, &u.value, &mut gates.value);
    open(&mut gates.value);
    let (r, z) = gates.value.split_at(past.len());
    stack(past, reads.x, &mut v.value);
    passes::update(&mut v.value[..past.len()], [r], |v, [r]| v * r);
    cell.maps[1].forward(values, &v.value, &mut candidate.value);
    squash(&mut candidate.value);
    blend(&mut state.value, [z, past, &candidate.value]);
}

pub(super) fn backward<R: Real>(cell: &Cell, parameters: &mut Parameters<R>, reads: Reads<R>, here: &mut [Block<R>]) {
    let past = &reads.past[H].value;
    let [u, gates, v, candidate, state] = here else { return };
    let (r, z) = gates.value.split_at(past.len());
    let (d_r, d_z) = gates.d.split_at_mut(past.len());
    let Block { value: new, d: d_new, .. } = candidate;
    let one = R::Lanes::of(1.0);
    passes::pass([d_z, d_new], [&state.d, z, past, new], |_, [d, z, past, new]| {
        [d * (new - past) * (z * (one - z)), d * z * (one - new * new)]
    });
    cell.maps[1].add_gradients(&mut parameters.grads, &v.value, d_new);
    cell.maps[1].hand_down(&parameters.values, d_new, &mut v.d);
    open_back(d_r, [&v.d, past, r]);
    cell.maps[0].add_gradients(&mut parameters.grads, &u.value, &gates.d);
    cell.maps[0].hand_down(&parameters.values, &gates.d, &mut u.d);
    // Both products read x.
    add(&mut u.d[past.len()..], &v.d[past.len()..]);
}

/// dh_{t−1} += (1−z) ⊙ dh + r ⊙ d(r⊙h).
pub(super) fn hand_back<R: Real>(here: &[Block<R>], past: &mut [Block<R>]) {
    let [_, gates, v, _, state] = here else { return };
    let (r, z) = gates.value.split_at(state.d.len());
    let one = R::Lanes::of(1.0);
    let from = [z, &state.d, r, &v.d];
    passes::update(&mut past[H].d, from, |to, [z, d, r, d_v]| to + ((one - z) * d + r * d_v));
}

/// h = (1 − z)·h₋₁ + z·h̃, h̃ = tanh(W·[r·h₋₁; x] + b).
fn wires(unit: &Unit, wires: &mut Wires) {
    let [r, z, new, h] = unit.numbers(["r", "z", "h̃", "h"]);
    let reset = unit.here[V][0];
    let past = unit.h_before((1.0 - z.value) * h.d + r.value * reset.d);
    let before = past[0].value;
    wires.put("r", r.value, reset.d * before);
    wires.put("z_r", unit.sum(0, 0), r.d);
    wires.put("r·h₋₁", reset.value, reset.d);
    wires.put("h̃", new.value, h.d * z.value);
    wires.put("z_h̃", unit.sum(1, 0), new.d);
    wires.put("z_z", unit.sum(0, 1), z.d);
    wires.put("z", z.value, h.d * (new.value - before));
    wires.put("1−z", 1.0 - z.value, h.d * before);
    wires.put("z→", z.value, h.d * new.value);
    wires.put("keep", (1.0 - z.value) * before, h.d);
    wires.put("take", z.value * new.value, h.d);
    wires.put("h", h.value, h.d);
    wires.past(past);
}
