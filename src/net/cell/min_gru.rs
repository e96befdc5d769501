//! The minGRU: a GRU whose gate and candidate read x alone.

use super::about::{Description, Kept, Start};
use super::diagram::{Diagram, label, only_back, spot};
use super::gru;
use super::part::{Operand, Read, Role, Rows, Squash, inside, map, plain, read, squashed, units};
use super::pass::{blend, open};
use super::remedy::{LSTM_INSTEAD, RNN_INSTEAD, Remedy};
use super::step::{Cell, Reads};
use super::unit::{Unit, Wires};
use crate::net::{Block, Parameters};
use crate::num::{Lanes, Real, passes, sigmoid};

/// Blocks of a step; the rows of the gates are z, h̃.
const X: usize = 0;
const GATES: usize = 1;
const H: usize = 2;

pub(super) static CELL: Description = Description {
    id: "min_gru",
    name: "minGRU",
    indefinite: "A minGRU",
    parts: &[
        squashed(
            ("z", "update gate", Role::Gate),
            Squash::Sigmoid,
            inside!("σ", "W_z·x + b_z"),
            (GATES, 0),
            "σ(① + ②)",
            &[Operand::Terms { map: 0, row: 0, of_h: "" }],
        ),
        plain(
            ("h̃", "candidate", Role::Candidate),
            "W_h·x + b_h",
            (GATES, 1),
            "① + ②",
            &[Operand::Terms { map: 0, row: 1, of_h: "" }],
        ),
        plain(
            ("h", "state", Role::State),
            "(1 − z)·h₋₁ + z·h̃",
            (H, 0),
            "(1 − ①)·② + ①·③",
            &[Operand::Part("z"), Operand::Before { name: "h₋₁", block: H }, Operand::Part("h̃")],
        ),
    ],
    blocks: &[read("x", Rows::Input), units(2, true), units(1, false)],
    maps: &[map("zh", Read::Stack(X), 2, GATES)],
    memory: None,
    bounded: false,
    starts: &[Start { map: 0, row: 0, bias: |spec| spec.update_bias }],
    recurrent: None,
    kept: Kept {
        formula: "(1−σ(b_z))ᵏ",
        of: |spec| Some(sigmoid(-spec.update_bias)),
        fades: "The update gate starts so that each time step keeps 1 − σ({bias}) = {kept} of the state, \
                and of its gradient. No other path leads back.",
        knobs: &["update_bias"],
    },
    longer: &[&gru::UPDATE_BIAS, &LSTM_INSTEAD],
    shorter: &[&RNN_INSTEAD, &FORGETS],
    beside: None,
    wires,
    diagram: Diagram {
        foot: 240,
        wires: &[&["M0 52H320", "M200 286V240", "M160 52V240H244V52", "M160 116H244"]],
        dots: &[&[(200, 240), (160, 116)]],
        boxes: &[&[label(160, 176, "σ"), label(244, 176, "W")]],
        nodes: &[&[label(160, 52, "×"), label(160, 92, "1−"), label(244, 116, "×"), label(244, 52, "+")]],
        names: &[&[
            label(147, 146, "z"),
            label(230, 146, "h̃"),
            label(2, 43, "h₋₁"),
            label(318, 43, "h"),
            label(206, 286, "x"),
        ]],
        spots: &[&[
            spot(2, 27, "h₋₁").back(2, 67),
            only_back(2, 81, "Σh₋₁"),
            spot(218, 286, "x"),
            spot(165, 143, "z"),
            spot(155, 203, "z_z").end(),
            spot(155, 74, "1−z").end().back(147, 87),
            only_back(180, 131, "z→"),
            spot(176, 45, "keep").back(176, 67),
            spot(249, 80, "take"),
            spot(249, 143, "h̃"),
            spot(304, 43, "h").end().back(318, 67),
        ]],
    },
    variant: None,
};

/// 1 − σ(2) is an eighth.
static FORGETS: Remedy = Remedy {
    label: "gates that forget",
    note: "break it: each time step keeps an eighth of the state",
    changes: &[("update_bias", "2")],
};

/// minGRU.
///
/// z = σ(W_z·x_t + b_z), h̃ = W_h·x_t + b_h, h_t = (1−z)⊙h_{t−1} + z⊙h̃
///
/// Gradient path: dh_{t−1} = (1−z) ⊙ dh and nothing else, so along h a gradient never grows.
/// Shapes: z, h̃, h \[H×B\], x \[D×B\], W \[2H×D\], b \[2H\].
/// Source: Feng et al. 2024, "Were RNNs All We Needed?" (arXiv 2410.01201), §3.1.
pub(super) fn forward<R: Real>(cell: &Cell, values: &[R], reads: Reads<R>, here: &mut [Block<R>]) {
    let past = &reads.past[H].value;
    let [x, gates, state] = here else { return };
    x.value.copy_from_slice(reads.x);
    cell.maps[0].forward(values, &x.value, &mut gates.value);
    let (z, new) = gates.value.split_at_mut(past.len());
    open(z);
    blend(&mut state.value, [z, past, new]);
}

pub(super) fn backward<R: Real>(cell: &Cell, parameters: &mut Parameters<R>, reads: Reads<R>, here: &mut [Block<R>]) {
    let past = &reads.past[H].value;
    let [x, gates, state] = here else { return };
    let (z, new) = gates.value.split_at(past.len());
    let (d_z, d_new) = gates.d.split_at_mut(past.len());
    let one = R::Lanes::of(1.0);
    passes::pass([d_z, d_new], [&state.d, z, past, new], |_, [d, z, past, new]| {
        [d * (new - past) * (z * (one - z)), d * z]
    });
    cell.maps[0].add_gradients(&mut parameters.grads, &x.value, &gates.d);
    cell.maps[0].hand_down(&parameters.values, &gates.d, &mut x.d);
}

/// dh_{t−1} += (1−z) ⊙ dh.
pub(super) fn hand_back<R: Real>(here: &[Block<R>], past: &mut [Block<R>]) {
    let [_, gates, state] = here else { return };
    let (z, one) = (&gates.value[..state.d.len()], R::Lanes::of(1.0));
    passes::update(&mut past[H].d, [z, &state.d], |to, [z, d]| to + (one - z) * d);
}

fn wires(unit: &Unit, wires: &mut Wires) {
    let [z, new, h] = unit.numbers(["z", "h̃", "h"]);
    let past = unit.h_before((1.0 - z.value) * h.d);
    let before = past[0].value;
    wires.put("z_z", unit.sum(0, 0), z.d);
    wires.put("z", z.value, h.d * (new.value - before));
    wires.put("1−z", 1.0 - z.value, h.d * before);
    wires.put("z→", z.value, h.d * new.value);
    wires.put("h̃", new.value, new.d);
    wires.put("keep", (1.0 - z.value) * before, h.d);
    wires.put("take", z.value * new.value, h.d);
    wires.put("h", h.value, h.d);
    wires.past(past);
}
