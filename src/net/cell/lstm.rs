//! The LSTM, with and without its forget gate.

use super::about::{Description, Kept, Recurrent, Start};
use super::diagram::{Diagram, Label, Spot, label, only_back, spot};
use super::part::{Keeps, Operand, Part, Read, Role, Rows, Space, Squash, inside, map, plain, read, squashed, units};
use super::pass::{add_product, open, squash, stack};
use super::remedy::{GRU_INSTEAD, RNN_INSTEAD, Remedy};
use super::step::{Cell, Reads};
use super::unit::{Unit, Wires};
use crate::net::{Block, Parameters};
use crate::num::{Lanes, Real, passes, sigmoid};

/// Blocks of a step; the rows of the gates are i, f, o, g.
const U: usize = 0;
const GATES: usize = 1;
const C: usize = 2;
const H: usize = 3;

const I_GATE: Part = squashed(
    ("i", "input gate", Role::Gate),
    Squash::Sigmoid,
    inside!("σ", "W_i·[h₋₁; x] + b_i"),
    (GATES, 0),
    "σ(① + ② + ③)",
    &[Operand::Terms { map: 0, row: 0, of_h: "W·h₋₁" }],
);
const F_GATE: Part = squashed(
    ("f", "forget gate", Role::Gate),
    Squash::Sigmoid,
    inside!("σ", "W_f·[h₋₁; x] + b_f"),
    (GATES, 1),
    "σ(① + ② + ③)",
    &[Operand::Terms { map: 0, row: 1, of_h: "W·h₋₁" }],
);
const NO_F_GATE: Part = plain(("f", "forget gate", Role::Gate), "1", (GATES, 1), "", &[]);
const O_GATE: Part = squashed(
    ("o", "output gate", Role::Gate),
    Squash::Sigmoid,
    inside!("σ", "W_o·[h₋₁; x] + b_o"),
    (GATES, 2),
    "σ(① + ② + ③)",
    &[Operand::Terms { map: 0, row: 2, of_h: "W·h₋₁" }],
);
const G: Part = squashed(
    ("g", "candidate", Role::Candidate),
    Squash::Tanh,
    inside!("tanh", "W_g·[h₋₁; x] + b_g"),
    (GATES, 3),
    "tanh(① + ② + ③)",
    &[Operand::Terms { map: 0, row: 3, of_h: "W·h₋₁" }],
);
const MEMORY: Part = plain(
    ("c", "memory", Role::Memory),
    "f·c₋₁ + i·g",
    (C, 0),
    "①·② + ③·④",
    &[Operand::Part("f"), Operand::Before { name: "c₋₁", block: C }, Operand::Part("i"), Operand::Part("g")],
);
const STATE: Part =
    plain(("h", "state", Role::State), "o·tanh(c)", (H, 0), "①·tanh(②)", &[Operand::Part("o"), Operand::Part("c")]);

const LSTM: Description = Description {
    id: "lstm",
    name: "LSTM",
    indefinite: "An LSTM",
    parts: &[I_GATE, F_GATE, O_GATE, G, MEMORY, STATE],
    blocks: &[
        read("[h₋₁; x]", Rows::Stack),
        units(4, true),
        units(1, false),
        Space { keeps: Keeps::Number, ..units(1, false) }, // tanh(c)
    ],
    maps: &[map("ifog", Read::Stack(U), 4, GATES)],
    memory: Some(C),
    bounded: true,
    starts: &[Start { map: 0, row: 1, bias: |spec| spec.forget_bias }],
    recurrent: Some(Recurrent { name: "W_g", word: "W_g (h₋₁ to the candidate g)", map: 0, row: 3 }),
    kept: Kept {
        formula: "σ(b_f)ᵏ",
        of: |spec| Some(sigmoid(spec.forget_bias)),
        fades: "The forget gate starts at σ({bias}) = {kept}: \
                with that, each time step keeps this fraction of the memory and of its gradient.",
        knobs: &["forget_bias", "recurrent_gain"],
    },
    longer: &[&FORGET_BIAS, &GRU_INSTEAD],
    shorter: &[&RNN_INSTEAD, &FORGETS],
    beside: Some("cell=lstm"),
    wires: |unit, wires| {
        common_wires(unit, wires);
        let [f, c] = unit.numbers(["f", "c"]);
        wires.put("f", f.value, c.d * unit.past[C].value);
        wires.put("z_f", unit.sum(0, 1), f.d);
    },
    diagram: Diagram {
        foot: 240,
        wires: &[WIRES, &["M52 240V52"]],
        dots: &[DOTS, &[(52, 240)]],
        boxes: &[BOXES, &[label(52, 176, "σ")]],
        nodes: &[NODES, &[label(52, 52, "×")]],
        names: &[NAMES, &[label(40, 132, "f")]],
        spots: &[SPOTS, &[spot(57, 132, "f"), spot(57, 203, "z_f"), spot(66, 45, "f·c₋₁").back(66, 67)]],
    },
    variant: None,
};

pub(super) static CELL: Description =
    Description { variant: Some((|spec| !spec.forget_gate, &WITHOUT_FORGET_GATE)), ..LSTM };

/// The cell of 1997: f is 1, and the memory adds up.
static WITHOUT_FORGET_GATE: Description = Description {
    id: "lstm_cec",
    parts: &[I_GATE, NO_F_GATE, O_GATE, G, MEMORY, STATE],
    kept: Kept {
        formula: "1ᵏ",
        of: |_| Some(1.0),
        fades: "There is no forget gate, so nothing is lost along c. \
                The gradient fades along h, through weights and gates.",
        knobs: &["forget_bias", "recurrent_gain"],
    },
    longer: &[&GRU_INSTEAD],
    shorter: &[&RNN_INSTEAD],
    beside: None, // the cell itself is
    wires: common_wires,
    diagram: Diagram {
        foot: 240,
        wires: &[WIRES],
        dots: &[DOTS],
        boxes: &[BOXES],
        nodes: &[NODES],
        names: &[NAMES],
        spots: &[SPOTS],
    },
    ..LSTM
};

const WIRES: &[&str] = &[
    "M0 52H320",
    "M0 240H232V176",
    "M82 286V240",
    "M112 240V108H172",
    "M172 240V52",
    "M232 176V152H296",
    "M296 52V240H320",
];
const DOTS: &[(i16, i16)] = &[(82, 240), (112, 240), (172, 240), (296, 52)];
const BOXES: &[Label] = &[label(112, 176, "σ"), label(172, 176, "tanh"), label(232, 176, "σ"), label(296, 100, "tanh")];
const NODES: &[Label] = &[label(172, 108, "×"), label(172, 52, "+"), label(296, 152, "×")];
const NAMES: &[Label] = &[
    label(101, 132, "i"),
    label(159, 130, "g"),
    label(220, 153, "o"),
    label(2, 43, "c₋₁"),
    label(318, 43, "c"),
    label(2, 231, "h₋₁"),
    label(318, 231, "h"),
    label(88, 270, "x"),
];
const SPOTS: &[Spot] = &[
    spot(2, 27, "c₋₁").back(2, 67),
    only_back(2, 81, "Σc₋₁"),
    spot(2, 215, "h₋₁").back(2, 255),
    only_back(2, 269, "Σh₋₁"),
    spot(100, 270, "x"),
    spot(117, 132, "i"),
    spot(117, 203, "z_i"),
    spot(177, 129, "g"),
    spot(177, 203, "z_g"),
    spot(177, 77, "i·g"),
    spot(238, 148, "o").back(247, 167),
    spot(237, 203, "z_o"),
    spot(190, 45, "c").back(190, 67),
    only_back(318, 67, "c→").end(),
    only_back(291, 82, "c↓").end(),
    spot(291, 125, "tanh c").end(),
    spot(291, 233, "h").end().back(318, 255),
];

static FORGET_BIAS: Remedy = Remedy {
    label: "forget bias 3",
    note: "each time step keeps 0.95 of the memory at the start",
    changes: &[("forget_bias", "3")],
};

/// σ(−2) is an eighth.
static FORGETS: Remedy = Remedy {
    label: "gates that forget",
    note: "break it: each time step keeps an eighth of the memory",
    changes: &[("forget_bias", "-2")],
};

/// LSTM.
///
/// i, f, o = σ(W·\[h_{t−1}; x_t\] + b), g = tanh(…), c_t = f⊙c_{t−1} + i⊙g, h_t = o⊙tanh(c_t)
///
/// Gradient path: dc += dh ⊙ o ⊙ (1 − tanh²c), dc_{t−1} = f ⊙ dc: along the cell neither W nor f′ is in the way.
/// Shapes: gates \[4H×B\], c, h \[H×B\], x \[D×B\], W \[4H×(H+D)\], b \[4H\]. `kept` of h holds tanh(c).
/// Source: the report (Elhassan et al. 2023), §4.3 (LSTM; Hochreiter & Schmidhuber 1997, forget gate by Gers 2000).
pub(super) fn forward<R: Real>(cell: &Cell, values: &[R], reads: Reads<R>, here: &mut [Block<R>]) {
    stack(&reads.past[H].value, reads.x, &mut here[U].value);
    let [u, gates, memory, state] = here else { return };
    cell.maps[0].forward(values, &u.value, &mut gates.value);
    let (c, h, tanh_c) = (&mut memory.value, &mut state.value, &mut state.kept);
    let count = h.len();
    let (opening, g) = gates.value.split_at_mut(3 * count);
    open(opening);
    squash(g);
    let (i, rest) = opening.split_at_mut(count);
    let (f, o) = rest.split_at_mut(count);
    let past = &reads.past[C].value[..count];
    if *cell.about == WITHOUT_FORGET_GATE {
        f.fill(R::ONE);
    }
    passes::write(c, [&*f, past, &*i, &*g], |[f, past, i, g]| f * past + i * g);
    tanh_c.copy_from_slice(c);
    squash(tanh_c);
    passes::write(h, [&*o, &*tanh_c], |[o, tanh_c]| o * tanh_c);
}

pub(super) fn backward<R: Real>(cell: &Cell, parameters: &mut Parameters<R>, reads: Reads<R>, here: &mut [Block<R>]) {
    let [u, gates, memory, state] = here else { return };
    let (d_h, d_c, tanh_c) = (&state.d, &mut memory.d, &state.kept);
    let count = d_h.len();
    let gate = |row: usize| &gates.value[row * count..][..count];
    let (i, f, o, g) = (gate(0), gate(1), gate(2), gate(3));
    let (d_i, rest) = gates.d.split_at_mut(count);
    let (d_f, rest) = rest.split_at_mut(count);
    let (d_o, d_g) = rest.split_at_mut(count);
    let past = &reads.past[C].value[..count];
    let one = R::Lanes::of(1.0);
    let to = [d_c, d_i, d_f, d_o, d_g];
    passes::pass(to, [d_h, tanh_c, past, i, f, o, g], |[d_c, ..], [d_h, tanh_c, past, i, f, o, g]| {
        let d_c = d_c + d_h * o * (one - tanh_c * tanh_c);
        let [d_i, d_f, d_o] = [(d_c * g, i), (d_c * past, f), (d_h * tanh_c, o)].map(|(d, s)| d * (s * (one - s)));
        [d_c, d_i, d_f, d_o, d_c * i * (one - g * g)]
    });
    cell.maps[0].add_gradients(&mut parameters.grads, &u.value, &gates.d);
    cell.maps[0].hand_down(&parameters.values, &gates.d, &mut u.d);
}

/// dc_{t−1} += f ⊙ dc.
pub(super) fn hand_back<R: Real>(here: &[Block<R>], past: &mut [Block<R>]) {
    let count = here[C].d.len();
    let f = &here[GATES].value[count..2 * count];
    add_product(&mut past[C].d, [f, &here[C].d]);
}

/// f·∂L/∂c of the next step: the gradient that comes back along the memory.
fn memory_after(unit: &Unit) -> f64 {
    unit.next.as_ref().map_or(0.0, |next| next[GATES][1].value * next[C][0].d)
}

/// c = f·c₋₁ + i·g, h = o·tanh c; all wires but those of the forget gate itself.
fn common_wires(unit: &Unit, wires: &mut Wires) {
    let [i, f, o, g, c, h] = unit.numbers(["i", "f", "o", "g", "c", "h"]);
    let tanh = unit.kept;
    let bent = h.d * o.value * (1.0 - tanh * tanh);
    let past = unit.before(C, ["c₋₁", "Σc₋₁"], f.value * c.d);
    wires.put("i", i.value, c.d * g.value);
    wires.put("z_i", unit.sum(0, 0), i.d);
    wires.put("o", o.value, h.d * tanh);
    wires.put("z_o", unit.sum(0, 2), o.d);
    wires.put("g", g.value, c.d * i.value);
    wires.put("z_g", unit.sum(0, 3), g.d);
    wires.put("f·c₋₁", f.value * past[0].value, c.d);
    wires.put("i·g", i.value * g.value, c.d);
    wires.put("c", c.value, c.d);
    wires.put("c→", c.value, memory_after(unit));
    wires.put("c↓", c.value, bent);
    wires.put("tanh c", tanh, h.d * o.value);
    wires.put("h", h.value, h.d);
    wires.past(past);
    wires.past(unit.h_before(0.0));
}
