//! Random experiments of all sizes, and the size of what the page can show of one.

use gradient_lab::num::{Random, Stream};
use gradient_lab::probe::Frame;
use gradient_lab::spec::{Choice, KNOBS, Kind, Knob, Link, Spec};

/// Knobs besides sizes that decide how much memory an experiment takes.
const DRAWN: &[&str] =
    &["data", "cell", "activation", "norm", "norm_place", "skip", "branch_layers", "optimizer", "truncate"];

/// The spec of experiment `number`: on both axes, in each of the two widest number formats.
pub fn spec(number: u32) -> Spec {
    let mut random = Random::new(number, Stream::Batches);
    let time = number % 2 == 1;
    let mut pairs = vec![format!("precision={}", ["f32", "f64"][number as usize / 2 % 2])];
    if time {
        pairs.push(format!("cell_layers={}", 1 + random.below(2)));
    } else {
        pairs.push("cell=none".into());
    }
    let sizes: &[(&str, f64)] = match time {
        true => &[("length", 500.0), ("width", 128.0), ("batch", 128.0)],
        false => &[("hidden_layers", 100.0), ("width", 256.0), ("batch", 1024.0)],
    };
    pairs.extend(sizes.iter().map(|&(key, most)| format!("{key}={}", size(&mut random, most))));
    for knob in DRAWN.iter().filter_map(|key| Knob::named(key)) {
        if random.below(2) == 0 || knob.key == "cell" && !time {
            continue;
        }
        pairs.extend(drawn(knob, &mut random));
    }
    Link::parse(&pairs.join("&")).spec
}

/// A size up to `most`, its logarithm uniform.
fn size(random: &mut Random, most: f64) -> usize {
    (most + 1.0).powf(random.unit()) as usize
}

fn drawn(knob: &Knob, random: &mut Random) -> Option<String> {
    match knob.kind {
        Kind::Choice { options, .. } => {
            let options: Vec<&Choice> = options.iter().collect();
            Some(format!("{}={}", knob.key, options[random.below(options.len())].key))
        }
        Kind::Integer { low, high } => {
            Some(format!("{}={}", knob.key, low + random.below((high - low) as usize) as u32))
        }
        _ => None,
    }
}

/// Bytes of every tensor that the page can show, once: activations, gradients, weights, ΔW, the optimizer's memory.
pub fn shown(frame: &Frame) -> usize {
    let memory = frame.spec.optimizer.description().memory.len();
    let (batch, answers) = (frame.place.batch, frame.spec.sequence().map_or(1, |shape| shape.answers));
    let mut numbers = (3 + memory) * frame.sizes.parameters;
    for layer in frame.layers {
        let cells = layer.cells().iter().map(|cell| cell.parts().len() * cell.size);
        let mut size = layer.inputs;
        let operations = layer.ops().iter().map(|op| {
            size = op.size(size);
            size * answers
        });
        numbers += 2 * batch * cells.chain(operations).sum::<usize>();
    }
    numbers * if frame.spec.precision.description().format.fits_f32() { 4 } else { 8 }
}

/// The knobs that are drawn exist.
#[test]
fn the_drawn_knobs_exist() {
    assert!(DRAWN.iter().all(|key| KNOBS.iter().any(|knob| knob.key == *key)));
}
