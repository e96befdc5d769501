//! Links: valid ones, mutated ones, and text that is no link at all.

use super::draw::Draw;
use gradient_lab::spec::{KNOBS, Kind, Knob};

/// Pieces that parsers get wrong.
const HOSTILE: &[&str] = &[
    "",
    "&",
    "=",
    "&&==",
    "%",
    "%F",
    "%ff%fe",
    "+",
    "#",
    "\u{0}",
    "½",
    "👻",
    "NaN",
    "inf",
    "-inf",
    "-0",
    "1e999",
    "-1e-999",
    "0x10",
    "1_000",
    "{",
    "{\"width\":",
    "[1,2",
    "null",
    "preset=",
    "preset=NOPE",
    "v=99",
    "step=-1",
    "step=4294967296",
    "live=",
    "live=1:lr",
    "live=0:learning_rate:NaN",
    "layer_width=1:999999,0:0",
    "layer_activation=1:relu,1:tanh,99:x",
    "width=1e9",
    "width=0.5",
    "batch=-3",
    "seed=4294967295",
    "seed=4294967296",
    "length=501",
    "truncate=7",
    "own=7",
    "data=own&own=nope",
];

/// A link of any kind.
pub fn link(draw: &mut Draw) -> String {
    let text = valid(draw);
    match draw.below(10) {
        0 => hostile(draw),
        1 => {
            let times = 1 + draw.below(6);
            mutate(draw, &text, times)
        }
        _ => text,
    }
}

/// Some knobs with values within their limits.
fn valid(draw: &mut Draw) -> String {
    let often = draw.unit();
    let mut pairs = Vec::new();
    for knob in KNOBS {
        // Half of all runs go through time; sizes are always drawn, so that they stay small as a rule.
        let sized = matches!(knob.key, "width" | "batch" | "hidden_layers" | "samples" | "length");
        if sized || knob.key == "cell" && draw.below(2) == 0 || draw.unit() < 0.4 * often {
            pairs.push(format!("{}={}", knob.key, value(draw, knob)));
        }
    }
    // The reader's own data, of which a few tables come again and again.
    if draw.below(12) == 0 {
        pairs.push(format!("data=own&own={}", draw.below(200)));
    }
    pairs.join("&")
}

/// A value that a knob may have, as a link writes it.
pub fn value(draw: &mut Draw, knob: &Knob) -> String {
    match knob.kind {
        Kind::Choice { .. } => {
            let keys: Vec<&str> = knob.kind.options().map(|option| option.key).collect();
            keys[draw.below(keys.len())].to_owned()
        }
        Kind::Integer { low, high } => draw.size(low, high).to_string(),
        Kind::Number { low, high, .. } => number(draw, low, high),
        Kind::Flag => if draw.below(2) == 0 { "on" } else { "off" }.to_owned(),
        Kind::List => list(draw, knob.key),
    }
}

/// The limits themselves, numbers of any magnitude between them, and even ones.
fn number(draw: &mut Draw, low: f64, high: f64) -> String {
    let value = match draw.below(6) {
        0 => low,
        1 => high,
        2 => 0.0_f64.clamp(low, high),
        3 => low + (high - low) * draw.unit(),
        _ => {
            let sign = if low < 0.0 && draw.below(2) == 0 { -1.0 } else { 1.0 };
            (sign * 10_f64.powf(-9.0 * draw.unit()) * high.abs().max(low.abs())).clamp(low, high)
        }
    };
    format!("{value}")
}

fn list(draw: &mut Draw, key: &str) -> String {
    let entries = (0..draw.below(3)).map(|_| {
        let at = 1 + draw.below(12);
        match key {
            "layer_width" => format!("{at}:{}", draw.size(1, 256)),
            "layer_activation" => {
                format!("{at}:{}", ["relu", "tanh", "identity", "sigmoid", "softplus"][draw.below(5)])
            }
            _ => format!("{at}:{}:{}", live_knob(draw), draw.unit()),
        }
    });
    entries.collect::<Vec<String>>().join(",")
}

/// The key of a knob that acts on a run under way.
pub fn live_knob(draw: &mut Draw) -> &'static str {
    let live: Vec<&str> = KNOBS.iter().filter(|knob| knob.live).map(|knob| knob.key).collect();
    live[draw.below(live.len())]
}

fn hostile(draw: &mut Draw) -> String {
    let pieces: Vec<&str> = (0..1 + draw.below(6)).map(|_| HOSTILE[draw.below(HOSTILE.len())]).collect();
    pieces.join(["&", "", "="][draw.below(3)])
}

/// The text with some of its characters dropped, doubled, moved or replaced.
pub fn mutate(draw: &mut Draw, text: &str, times: usize) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    for _ in 0..times {
        if letters.is_empty() {
            break;
        }
        let at = draw.below(letters.len());
        match draw.below(4) {
            0 => drop(letters.remove(at)),
            1 => letters.insert(at, letters[at]),
            2 => letters[at] = ['=', '&', '%', '-', '9', 'e', '.', ':', ',', 'é'][draw.below(10)],
            _ => letters.truncate(at),
        }
    }
    letters.into_iter().collect()
}
