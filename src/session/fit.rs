//! Experiments that fit into the memory that is left.

use super::Footprint;
use crate::num::fixed;
use crate::spec::{Knob, Spec};
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// The knobs that make an experiment smaller, in the order in which they are tried.
const SIZES: [&str; 5] = ["batch", "length", "samples", "width", "hidden_layers"];

/// Why a run has no room beside the others, and what would fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// A sentence, which the choices end if there are any.
    pub text: String,
    /// Single knobs, each with the largest value at which both runs fit.
    pub choices: Vec<Size>,
}

/// A knob with a smaller value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Size {
    /// The knob's key.
    pub key: &'static str,
    /// Knob and value in words.
    pub label: String,
    /// The value.
    pub value: String,
}

/// The spec itself if it fits into `room` bytes. Otherwise the same with the largest batch, or length, or width that
/// does, and a sentence that says so. `first` is the knob that was changed last: if it is a size, it gives way first.
pub fn fitted(spec: Spec, room: usize, first: &str, warnings: &mut Vec<String>) -> Spec {
    let needs = Footprint::of(&spec).least;
    if needs <= room {
        return spec;
    }
    let reason = format!("This would need {}, and there is room for {}", memory(needs), memory(room));
    let alone = sizes(first).find_map(|knob| Some((knob, largest(&[&spec], knob, room)?)));
    // Where one knob alone is not enough, one is as small as can be, and the next ones give way too.
    let least = || sizes(first).find(|knob| Footprint::of(&sized(&spec, knob, 1)).least < needs).map(|knob| (knob, 1));
    let Some((knob, value)) = alone.or_else(least) else { return spec };
    let smaller = sized(&spec, knob, value);
    let (label, before, after) = (knob.label, knob.read(&spec), knob.read(&smaller));
    warnings.push(format!("{reason}: {label} is {after} instead of {before}."));
    fitted(smaller, room, first, warnings)
}

/// Why a run has no room: `free` bytes are left beside `main`. Both would fit with another batch, or length, or width.
pub fn refusal(main: &Spec, other: &Spec, free: usize) -> Option<Refusal> {
    let needs = Footprint::of(other).least;
    if needs <= free {
        return None;
    }
    let (needs, left) = (memory(needs), memory(free));
    let both = [main, other];
    let room = free.saturating_add(Footprint::of(main).least);
    let choice = |knob: &'static Knob| {
        let value = largest(&both, knob, room)?.to_string();
        Some(Size { key: knob.key, label: format!("{} {value}", knob.label), value })
    };
    let choices: Vec<Size> = sizes("").filter_map(choice).take(3).collect();
    let hint = if choices.is_empty() { "" } else { " Both fit if they start again with" };
    let text = format!("There is no room for another run: it would need {needs}, and {left} are left.{hint}");
    Some(Refusal { text, choices })
}

/// Why something does not fit into the `free` bytes that are left; none if it does.
pub fn no_room(needs: usize, free: usize) -> Option<String> {
    (needs > free).then(|| {
        format!(
            "There is no room for this: it would need {}, and {} are left. \
             A run with a smaller batch, length or width needs less.",
            memory(needs),
            memory(free)
        )
    })
}

/// The knobs that make an experiment smaller, one of them first.
fn sizes(first: &str) -> impl Iterator<Item = &'static Knob> + use<> {
    let first = SIZES.iter().position(|&key| key == first);
    let others = (0..SIZES.len()).filter(move |&n| Some(n) != first);
    first.into_iter().chain(others).filter_map(|n| Knob::named(SIZES[n]))
}

/// The largest value of a knob, below its present one, with which all `specs` together take `room` bytes at most.
fn largest(specs: &[&Spec], knob: &Knob, room: usize) -> Option<u32> {
    let fits = |value: u32| {
        let needs = specs.iter().map(|spec| Footprint::of(&sized(spec, knob, value)).least);
        needs.fold(0, usize::saturating_add) <= room
    };
    let present = specs.iter().filter_map(|spec| knob.read(spec).parse::<u32>().ok()).min()?;
    if present <= 1 || !fits(1) {
        return None;
    }
    // What fits grows with the value, so the limit is found by halves.
    let (mut low, mut high) = (1, present);
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if fits(middle) { low = middle } else { high = middle }
    }
    Some(low)
}

/// The same spec with another value of a whole-number knob.
fn sized(spec: &Spec, knob: &Knob, value: u32) -> Spec {
    let mut sized = spec.clone();
    // A value below the knob's limits becomes its lowest, and what no longer fits together is settled.
    let mut unsaid = Vec::new();
    sized.set(knob.key, &value.to_string(), &mut unsaid);
    sized.settled(&mut unsaid)
}

/// Bytes in words: `96 MiB`, `1.5 GiB`; as many as can be told are `4 GiB or more` where addresses have 32 bits.
fn memory(bytes: usize) -> String {
    let mebibytes = bytes as f64 / 1048576.0;
    match mebibytes {
        0.0..10.0 => format!("{} MiB", fixed(mebibytes, 1)),
        0.0..1000.0 => format!("{} MiB", fixed(mebibytes, 0)),
        _ if bytes == usize::MAX => format!("{} GiB or more", fixed(mebibytes / 1024.0, 0)),
        _ => format!("{} GiB", fixed(mebibytes / 1024.0, 1)),
    }
}
