//! The GRU of PyTorch: the reset gate acts after the product, and z means the opposite.

use super::about::{Description, Kept, Recurrent};
use super::diagram::{Diagram, label, only_back, spot};
use super::gru;
use super::part::{Map, Operand, Read, Role, Rows, Space, Squash, inside, map, plain, read, squashed, units};
use super::pass::{add_product, blend, open, squash, stack};
use super::remedy::{LSTM_INSTEAD, RNN_INSTEAD, Remedy};
use super::step::{Cell, Reads};
use super::unit::{Unit, Wires};
use crate::net::{Block, Parameters};
use crate::num::{Lanes, Real, passes, sigmoid};

/// Blocks of a step; the rows of the gates are r, z. OWN = W_hn·h_{t−1} + b_hn.
const U: usize = 0;
const GATES: usize = 1;
const OWN: usize = 2;
const NEW: usize = 3;
const H: usize = 4;

pub(super) static CELL: Description = Description {
    id: "gru_pytorch",
    name: "GRU",
    indefinite: "A GRU",
    parts: &[
        gru::RESET,
        gru::UPDATE,
        squashed(
            ("n", "candidate", Role::Candidate),
            Squash::Tanh,
            inside!("tanh", "W_in·x + b_in + r⊙(W_hn·h₋₁ + b_hn)"),
            (NEW, 0),
            "tanh(③ + ①·②)",
            &[
                Operand::Part("r"),
                Operand::Inner { name: "W_hn·h₋₁ + b_hn", block: OWN },
                Operand::Sum { name: "W_in·x + b_in", map: 1 },
            ],
        ),
        plain(
            ("h", "state", Role::State),
            "(1 − z)·n + z·h₋₁",
            (H, 0),
            "(1 − ①)·③ + ①·②",
            &[Operand::Part("z"), Operand::Before { name: "h₋₁", block: H }, Operand::Part("n")],
        ),
    ],
    blocks: &[
        read("[h₋₁; x]", Rows::Stack),
        units(2, true),
        Space { name: "W_hn·h₋₁ + b_hn", formula: "Σ w·h₋₁ + b", ..units(1, false) },
        units(1, false),
        units(1, false),
    ],
    maps: &[
        map("rz", Read::Stack(U), 2, GATES),
        Map { plus: Some([(GATES, 0), (OWN, 0)]), ..map("in", Read::Input, 1, NEW) },
        map("hn", Read::State, 1, OWN),
    ],
    memory: None,
    bounded: true,
    starts: &[gru::START],
    recurrent: Some(Recurrent { name: "W_hn", word: "W_hn (h₋₁ to the candidate n)", map: 2, row: 0 }),
    kept: Kept {
        formula: "σ(b_z)ᵏ",
        of: |spec| Some(sigmoid(spec.update_bias)),
        fades: "The update gate starts at σ({bias}) = {kept}: \
                with that, each time step keeps this fraction of the state and of its gradient.",
        knobs: &["update_bias"],
    },
    longer: &[&UPDATE_BIAS, &LSTM_INSTEAD],
    shorter: &[&RNN_INSTEAD, &FORGETS],
    beside: None,
    wires,
    diagram: Diagram {
        foot: 240,
        wires: &[gru::WIRES, &["M72 132H100V226H244"]],
        dots: &[gru::DOTS],
        boxes: &[gru::BOXES, &[label(72, 97, "W"), label(204, 260, "W")]],
        nodes: &[gru::NODES, &[label(72, 132, "×"), label(194, 116, "1−"), label(244, 226, "+")]],
        names: &[gru::NAMES, &[label(230, 146, "n")]],
        spots: &[
            gru::SPOTS,
            &[
                spot(67, 148, "r").end(),
                spot(89, 99, "W·h₋₁"),
                spot(166, 221, "r·h₋₁").back(166, 240),
                spot(249, 250, "W·x"),
                spot(206, 111, "1−z").back(182, 134),
                only_back(165, 90, "z→"),
                spot(249, 143, "n"),
                spot(249, 201, "z_n"),
            ],
        ],
    },
    variant: None,
};

static UPDATE_BIAS: Remedy = Remedy {
    label: "update bias 3",
    note: "each time step keeps 0.95 of the state at the start",
    changes: &[("update_bias", "3")],
};

/// σ(−2) is an eighth.
static FORGETS: Remedy = Remedy {
    label: "gates that forget",
    note: "break it: each time step keeps an eighth of the memory",
    changes: &[("update_bias", "-2")],
};

/// GRU as in PyTorch, for the lesson on conventions.
///
/// n = tanh(W_in·x_t + b_in + r⊙(W_hn·h_{t−1} + b_hn)), h_t = (1−z)⊙n + z⊙h_{t−1}
///
/// Gradient path: dh_{t−1} = z ⊙ dh, besides the paths through r, z and n.
/// Shapes: W_in \[H×D\], W_hn \[H×H\], the rest as in the report's GRU.
/// Source: docs.pytorch.org, `torch.nn.GRU`.
pub(super) fn forward<R: Real>(cell: &Cell, values: &[R], reads: Reads<R>, here: &mut [Block<R>]) {
    let past = &reads.past[H].value;
    let [u, gates, own, candidate, state] = here else { return };
    stack(past, reads.x, &mut u.value);
    cell.maps[0].forward(values, &u.value, &mut gates.value);
    open(&mut gates.value);
    let (r, z) = gates.value.split_at(past.len());
    cell.maps[1].forward(values, reads.x, &mut candidate.value);
    cell.maps[2].forward(values, past, &mut own.value);
    add_product(&mut candidate.value, [r, &own.value]);
    squash(&mut candidate.value);
    blend(&mut state.value, [z, &candidate.value, past]);
}

pub(super) fn backward<R: Real>(cell: &Cell, parameters: &mut Parameters<R>, reads: Reads<R>, here: &mut [Block<R>]) {
    let past = &reads.past[H].value;
    let [u, gates, own, candidate, state] = here else { return };
    let (r, z) = gates.value.split_at(past.len());
    let (d_r, d_z) = gates.d.split_at_mut(past.len());
    let one = R::Lanes::of(1.0);
    let Block { value: new, d: d_new, .. } = candidate;
    let to = [d_z, d_r, d_new, &mut own.d];
    passes::pass(to, [&state.d, z, r, past, new, &own.value], |_, [d, z, r, past, new, own]| {
        let d_z = d * (past - new) * (z * (one - z));
        let d_new = d * (one - z) * (one - new * new);
        [d_z, d_new * own * (r * (one - r)), d_new, d_new * r]
    });
    cell.maps[1].add_gradients(&mut parameters.grads, reads.x, d_new);
    cell.maps[2].add_gradients(&mut parameters.grads, past, &own.d);
    cell.maps[0].add_gradients(&mut parameters.grads, &u.value, &gates.d);
    // The gradient of u is the sum over all maps, the candidate's first.
    let (d_h, d_x) = u.d.split_at_mut(past.len());
    cell.maps[2].hand_down(&parameters.values, &own.d, d_h);
    cell.maps[1].hand_down(&parameters.values, d_new, d_x);
    cell.maps[0].hand_down_add(&parameters.values, &gates.d, &mut u.d);
}

/// dh_{t−1} += z ⊙ dh.
pub(super) fn hand_back<R: Real>(here: &[Block<R>], past: &mut [Block<R>]) {
    let [_, gates, _, _, state] = here else { return };
    let z = &gates.value[state.d.len()..];
    add_product(&mut past[H].d, [z, &state.d]);
}

/// h = (1 − z)·n + z·h₋₁, n = tanh(W_in·x + b_in + r·(W_hn·h₋₁ + b_hn)).
fn wires(unit: &Unit, wires: &mut Wires) {
    let [r, z, new, h] = unit.numbers(["r", "z", "n", "h"]);
    let (own, of_x) = (unit.here[OWN][0], unit.sum(1, 0));
    // The gradient of u contains the part of W_hn already.
    let past = unit.h_before(z.value * h.d);
    let before = past[0].value;
    wires.put("r", r.value, new.d * own.value);
    wires.put("z_r", unit.sum(0, 0), r.d);
    wires.put("W·h₋₁", own.value, own.d);
    wires.put("r·h₋₁", r.value * own.value, new.d);
    wires.put("W·x", of_x, new.d);
    wires.put("n", new.value, h.d * (1.0 - z.value));
    wires.put("z_n", of_x + r.value * own.value, new.d);
    wires.put("z_z", unit.sum(0, 1), z.d);
    wires.put("z", z.value, h.d * (before - new.value));
    wires.put("1−z", 1.0 - z.value, h.d * new.value);
    wires.put("z→", z.value, h.d * before);
    wires.put("keep", z.value * before, h.d);
    wires.put("take", (1.0 - z.value) * new.value, h.d);
    wires.put("h", h.value, h.d);
    wires.past(past);
}
