//! What was measured, in a few words: "97 % against 11 %", "1 part in 720,000", "not finite in training step 3".

use super::run::Run;
use super::small::{alike, input_slopes};
use gradient_lab::num::{fixed, one_part_in, percentage, two_digits};

/// What came of the runs, for the quantity that their claim is about: of two the second first, which is mostly the
/// cure.
pub fn measured(texts: &[String], runs: &[Run], quantity: &str) -> String {
    let stops: Vec<String> = runs.iter().map(|run| format!("{}", run.frame().place.steps + 1)).collect();
    if runs.iter().all(Run::stopped) {
        let steps = if stops.iter().all(|step| *step == stops[0]) { &stops[..1] } else { &stops };
        return format!("not finite in training step {}", steps.join(", "));
    }
    let value = |(text, run): (&String, &Run)| match quantity {
        "alike" => fixed(alike(&input_slopes(text)), 2).replace('-', "−"),
        _ if run.stopped() => format!("a stop in training step {}", run.frame().place.steps + 1),
        _ => value(run, quantity),
    };
    let mut words: Vec<String> = texts.iter().zip(runs).map(value).collect();
    let classes = runs[0].frame().spec.data.task().has_classes();
    if matches!(quantity, "loss" | "test" | "stop") && !classes {
        // The word stands before the first loss that is told.
        let named = if words.len() == 2 { 1 } else { runs.iter().position(|run| !run.stopped()).unwrap_or(0) };
        words[named].insert_str(0, if runs[named].stopped() { "" } else { "loss " });
    }
    let joined = match words.as_slice() {
        [all, rest @ ..] if rest.iter().all(|other| other == all) => all.clone(),
        [first, last] => format!("{last} against {first}"),
        several => several.join(", "),
    };
    match quantity {
        "loss" | "test" if classes && !joined.contains(' ') => format!("{joined} right"),
        "slope" => format!("at most {joined}"),
        "silent" => format!("{joined} layers with gradient 0"),
        "moved" => format!("layer 1 moved by {joined}"),
        "kept" => format!("{joined} left"),
        "parameters" => format!("{joined} parameters"),
        "alike" => format!("correlation {joined}"),
        _ => joined,
    }
}

fn value(run: &Run, quantity: &str) -> String {
    let frame = run.frame();
    match quantity {
        "ratio" | "memory" => arrives(&run.gradient()),
        "silent" => run.gradient().iter().filter(|value| **value == 0.0).count().to_string(),
        "moved" => share(frame.distance(0)),
        "kept" => share(frame.lengths(0)[1]),
        "slope" => two_digits(frame.spec.activation.steepest()),
        "parameters" => frame.sizes.parameters.to_string(),
        _ if frame.spec.data.task().has_classes() => percentage(run.score.test.accuracy, 2),
        _ if run.recent_loss() < 0.001 => "below 0.001".into(),
        _ => two_digits(run.recent_loss()),
    }
}

/// How much of the gradient arrives.
fn arrives(gradient: &[f64]) -> String {
    match gradient[0] / gradient[gradient.len() - 1] {
        0.0 => "nothing".into(),
        ratio if ratio < 1.5 => share(ratio),
        ratio if ratio.is_finite() => format!("×{}", two_digits(ratio)),
        _ => "nothing".into(),
    }
}

/// A fraction: a small one as so many parts.
fn share(fraction: f64) -> String {
    if fraction < 0.0095 { one_part_in(fraction) } else { percentage(fraction, 2) }
}
