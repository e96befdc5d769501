//! Small random experiments over all choices, for properties that must hold for every experiment.

use gradient_lab::num::{Random, Stream};
use gradient_lab::spec::{KNOBS, Kind, Link, Spec};

/// Knobs that set the size of an experiment, or are lists. They are set here, not drawn.
const SIZES: &[&str] = &[
    "samples",
    "hidden_layers",
    "width",
    "batch",
    "features",
    "seed",
    "layer_activation",
    "layer_width",
    "live",
    "schedule_steps",
    "warmup_steps",
    "length",
    "truncate",
];

/// The text of experiment `number`: each other knob keeps its default with probability one half, else its value is
/// drawn.
pub fn text(number: u32) -> String {
    let mut random = Random::new(number, Stream::Batches);
    let mut pairs = vec![
        format!("seed={}", 1 + random.below(1000)),
        format!("samples={}", 4 + random.below(12)),
        format!("hidden_layers={}", random.below(5)),
        format!("width={}", 1 + random.below(6)),
        format!("batch={}", 1 + random.below(8)),
        format!("features={}", 1 + random.below(4)),
        format!("schedule_steps={}", 1 + random.below(5)),
        format!("warmup_steps={}", random.below(4)),
        format!("length={}", 2 + random.below(7)),
        format!("truncate={}", random.below(5)),
    ];
    for knob in KNOBS.iter().filter(|knob| !SIZES.contains(&knob.key)) {
        if random.below(2) == 0 {
            continue;
        }
        let value = match knob.kind {
            Kind::Choice { options, .. } => options[random.below(options.len())].key.to_string(),
            Kind::Number { low, high, log: false } => random.uniform(low.max(-1.0), high.min(1.0)).to_string(),
            // In most of the range of a logarithmic knob nothing trains.
            Kind::Number { low, high, .. } => 10f64.powf(random.uniform(-3.0, 0.5)).clamp(low, high).to_string(),
            Kind::Integer { low, high } => (low + random.below((high - low + 1) as usize) as u32).to_string(),
            Kind::Flag => ["on", "off"][random.below(2)].to_string(),
            Kind::List => continue,
        };
        pairs.push(format!("{}={value}", knob.key));
    }
    pairs.join("&")
}

/// The spec of experiment `number`. A loss that does not fit the data is replaced, as in a link.
pub fn spec(number: u32) -> Spec {
    Link::parse(&text(number)).spec
}
