//! The minLSTM: forget and input gate read x alone, and divide the state between old and new content.

use super::about::{Description, Kept, Start};
use super::diagram::{Diagram, label, only_back, spot};
use super::part::{Operand, Read, Role, Rows, Squash, inside, map, plain, read, squashed, units};
use super::pass::{add_product, open};
use super::remedy::{GRU_INSTEAD, RNN_INSTEAD, Remedy};
use super::step::{Cell, Reads};
use super::unit::{Unit, Wires};
use crate::net::{Block, Parameters};
use crate::num::{Lanes, Real, passes, sigmoid};

/// Blocks of a step; the rows of the gates are f, i, h̃, those of the shares f′, i′.
const X: usize = 0;
const GATES: usize = 1;
const SHARES: usize = 2;
const H: usize = 3;

pub(super) static CELL: Description = Description {
    id: "min_lstm",
    name: "minLSTM",
    indefinite: "A minLSTM",
    parts: &[
        squashed(
            ("f", "forget gate", Role::Gate),
            Squash::Sigmoid,
            inside!("σ", "W_f·x + b_f"),
            (GATES, 0),
            "σ(① + ②)",
            &[Operand::Terms { map: 0, row: 0, of_h: "" }],
        ),
        squashed(
            ("i", "input gate", Role::Gate),
            Squash::Sigmoid,
            inside!("σ", "W_i·x + b_i"),
            (GATES, 1),
            "σ(① + ②)",
            &[Operand::Terms { map: 0, row: 1, of_h: "" }],
        ),
        plain(
            ("h̃", "candidate", Role::Candidate),
            "W_h·x + b_h",
            (GATES, 2),
            "① + ②",
            &[Operand::Terms { map: 0, row: 2, of_h: "" }],
        ),
        plain(
            ("f′", "share kept", Role::Gate),
            "f / (f + i)",
            (SHARES, 0),
            "① / (① + ②)",
            &[Operand::Part("f"), Operand::Part("i")],
        ),
        plain(
            ("i′", "share taken", Role::Gate),
            "i / (f + i)",
            (SHARES, 1),
            "② / (① + ②)",
            &[Operand::Part("f"), Operand::Part("i")],
        ),
        plain(
            ("h", "state", Role::State),
            "f′·h₋₁ + i′·h̃",
            (H, 0),
            "①·② + ③·④",
            &[Operand::Part("f′"), Operand::Before { name: "h₋₁", block: H }, Operand::Part("i′"), Operand::Part("h̃")],
        ),
    ],
    blocks: &[read("x", Rows::Input), units(3, true), units(2, true), units(1, false)],
    maps: &[map("fih", Read::Stack(X), 3, GATES)],
    memory: None,
    bounded: false,
    // With opposite biases f + i = 1 at the start, so f′ = σ(b_f).
    starts: &[
        Start { map: 0, row: 0, bias: |spec| spec.forget_bias },
        Start { map: 0, row: 1, bias: |spec| -spec.forget_bias },
    ],
    recurrent: None,
    kept: Kept {
        formula: "σ(b_f)ᵏ",
        of: |spec| Some(sigmoid(spec.forget_bias)),
        fades: "The gates start so that each time step keeps σ({bias}) = {kept} of the state, \
                and of its gradient. No other path leads back.",
        knobs: &["forget_bias"],
    },
    longer: &[&FORGET_BIAS, &GRU_INSTEAD],
    shorter: &[&RNN_INSTEAD, &FORGETS],
    beside: None,
    wires,
    diagram: Diagram {
        foot: 240,
        wires: &[&["M0 52H320", "M200 286V240", "M72 52V240H244V52", "M160 240V108H244", "M72 130H160"]],
        dots: &[&[(200, 240), (160, 240), (72, 130), (160, 130)]],
        boxes: &[&[label(72, 176, "σ"), label(160, 176, "σ"), label(244, 176, "W")]],
        nodes: &[&[
            label(72, 108, "÷"),
            label(160, 108, "÷"),
            label(72, 52, "×"),
            label(244, 108, "×"),
            label(244, 52, "+"),
        ]],
        names: &[&[
            label(58, 148, "f"),
            label(148, 148, "i"),
            label(56, 95, "f′"),
            label(178, 126, "i′"),
            label(230, 146, "h̃"),
            label(2, 43, "h₋₁"),
            label(318, 43, "h"),
            label(206, 286, "x"),
        ]],
        spots: &[&[
            spot(2, 27, "h₋₁").back(2, 67),
            only_back(2, 81, "Σh₋₁"),
            spot(218, 286, "x"),
            spot(77, 146, "f"),
            spot(77, 203, "z_f"),
            spot(165, 146, "i"),
            spot(165, 203, "z_i"),
            spot(77, 78, "f′"),
            spot(176, 101, "i′").back(192, 126),
            spot(100, 45, "keep").back(100, 67),
            spot(249, 78, "take"),
            spot(249, 143, "h̃"),
            spot(304, 43, "h").end().back(318, 67),
        ]],
    },
    variant: None,
};

static FORGET_BIAS: Remedy = Remedy {
    label: "forget bias 3",
    note: "each time step keeps 0.95 of the state at the start",
    changes: &[("forget_bias", "3")],
};

/// σ(−2) is an eighth.
static FORGETS: Remedy = Remedy {
    label: "gates that forget",
    note: "break it: each time step keeps an eighth of the state",
    changes: &[("forget_bias", "-2")],
};

/// minLSTM.
///
/// f, i = σ(W·x_t + b), h̃ = W_h·x_t + b_h, f′ = f/(f + i), i′ = i/(f + i), h_t = f′⊙h_{t−1} + i′⊙h̃
///
/// Gradient path: dh_{t−1} = f′ ⊙ dh and nothing else, so along h a gradient never grows.
/// Shapes: f, i, h̃, f′, i′, h \[H×B\], x \[D×B\], W \[3H×D\], b \[3H\].
/// Source: Feng et al. 2024, "Were RNNs All We Needed?" (arXiv 2410.01201), §3.2.
pub(super) fn forward<R: Real>(cell: &Cell, values: &[R], reads: Reads<R>, here: &mut [Block<R>]) {
    let past = &reads.past[H].value;
    let [x, gates, shares, state] = here else { return };
    x.value.copy_from_slice(reads.x);
    cell.maps[0].forward(values, &x.value, &mut gates.value);
    let (opening, new) = gates.value.split_at_mut(2 * past.len());
    open(opening);
    let (f, i) = opening.split_at(past.len());
    let (kept, taken) = shares.value.split_at_mut(past.len());
    passes::write(kept, [f, i], |[f, i]| f / (f + i));
    passes::write(taken, [f, i], |[f, i]| i / (f + i));
    passes::write(&mut state.value, [&*kept, past, &*taken, &*new], |[f, past, i, new]| f * past + i * new);
}

pub(super) fn backward<R: Real>(cell: &Cell, parameters: &mut Parameters<R>, reads: Reads<R>, here: &mut [Block<R>]) {
    let past = &reads.past[H].value;
    let [x, gates, shares, state] = here else { return };
    let count = past.len();
    let (f, i, new) = (&gates.value[..count], &gates.value[count..2 * count], &gates.value[2 * count..]);
    let (kept, taken) = shares.value.split_at(count);
    let (d_f, rest) = gates.d.split_at_mut(count);
    let (d_i, d_new) = rest.split_at_mut(count);
    let (d_kept, d_taken) = shares.d.split_at_mut(count);
    let one = R::Lanes::of(1.0);
    // ∂f′/∂f = i/(f + i)² = −∂i′/∂f, and f/(f + i)² likewise; σ′ = s·(1−s) takes the quotients away.
    let to = [d_f, d_i, d_new, d_kept, d_taken];
    passes::pass(to, [&state.d, past, new, kept, taken, f, i], |_, [d, past, new, kept, taken, f, i]| {
        let both = d * (past - new) * (kept * taken);
        [both * (one - f), (new - past) * d * (kept * taken) * (one - i), d * taken, d * past, d * new]
    });
    cell.maps[0].add_gradients(&mut parameters.grads, &x.value, &gates.d);
    cell.maps[0].hand_down(&parameters.values, &gates.d, &mut x.d);
}

/// dh_{t−1} += f′ ⊙ dh.
pub(super) fn hand_back<R: Real>(here: &[Block<R>], past: &mut [Block<R>]) {
    let [_, _, shares, state] = here else { return };
    add_product(&mut past[H].d, [&shares.value[..state.d.len()], &state.d]);
}

fn wires(unit: &Unit, wires: &mut Wires) {
    let [f, i, new, kept, taken, h] = unit.numbers(["f", "i", "h̃", "f′", "i′", "h"]);
    let past = unit.h_before(kept.value * h.d);
    let both = (kept.d - taken.d) / (f.value + i.value);
    wires.put("f", f.value, both * taken.value);
    wires.put("z_f", unit.sum(0, 0), f.d);
    wires.put("i", i.value, -both * kept.value);
    wires.put("z_i", unit.sum(0, 1), i.d);
    wires.put("f′", kept.value, kept.d);
    wires.put("i′", taken.value, taken.d);
    wires.put("h̃", new.value, new.d);
    wires.put("keep", kept.value * past[0].value, h.d);
    wires.put("take", taken.value * new.value, h.d);
    wires.put("h", h.value, h.d);
    wires.past(past);
}
