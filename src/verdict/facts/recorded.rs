//! The facts of a recorded run, as far as norms can tell.
//!
//! What they cannot tell stays unknown: the parts f′ and W of a factor, logits, gates and time steps, test examples.

use super::measure::{height, mean_ratio, recent};
use super::{DecayAlone, Facts, Silent, Stop};
use crate::num::sqrt;
use crate::probe::{Chance, Recorded, RecordedLayer, RecordedRow, Row};
use crate::spec::{Activation, LayerActivation, NormKind, Precision, Rule, Spec};
use alloc::vec::Vec;

impl Facts {
    /// The facts of a recorded run at one of its rows.
    pub fn recorded(run: &Recorded, at: usize) -> Facts {
        let rows = &run.rows[..=at.min(run.rows.len() - 1)];
        let now = &rows[rows.len() - 1];
        let stopped = run.stopped.filter(|stop| stop.stopped.step == now.row.step);
        let (hidden, row) = (run.layers.len() - 1, &now.row);
        let trace: Vec<Row> = rows.iter().map(|row| row.row.clone()).collect();
        let spec = spec_of(run, now);
        let sizes: Vec<f64> = row.d_z.iter().copied().filter(|size| size.is_finite()).collect();
        let mut facts = Facts {
            steps: row.step + u32::from(stopped.is_none()),
            hidden,
            learning_rate: spec.learning_rate,
            stop: stopped.map(|stop| Stop { stopped: stop.stopped, stage: stop.layer }),
            chance: chance(run),
            baseline: baseline(run),
            factors: factors(run, &trace, hidden),
            silent: silent(row, hidden),
            off: row.a.iter().position(|&a| a == 0.0),
            largest_gradient: sizes.into_iter().fold(0.0, f64::max),
            decays: run.weight_decay > 0.0,
            distances: now.distance.clone(),
            turns: turns(run, now, hidden),
            saturated: now.saturated[..hidden].to_vec(),
            dead: now.dead[..hidden].to_vec(),
            spec,
            ..Facts::on_record(&trace, hidden)
        };
        facts.decay_alone = decay_alone(run, rows);
        facts
    }
}

/// The knobs that a trace tells; the others have their defaults.
fn spec_of(run: &Recorded, now: &RecordedRow) -> Spec {
    let mut spec = Spec { hidden_layers: run.layers.len() as u32 - 1, ..Spec::default() };
    for (layer, RecordedLayer { then, .. }) in (1..=spec.hidden_layers).zip(&run.layers) {
        if let Some(activation) = then.iter().find_map(|kind| activation(kind)) {
            spec.layer_activation.push(LayerActivation { layer, activation });
        }
        spec.norm = then.iter().find_map(|kind| norm(kind)).unwrap_or(spec.norm);
    }
    // An activation that runs as a function is unknown; ReLU has no rule of its own.
    spec.activation = spec.layer_activation.first().map_or(Activation::Relu, |entry| entry.activation);
    spec.optimizer = rule(&run.optimizer);
    spec.precision = match &run.dtype[..] {
        "float64" => Precision::F64,
        "bfloat16" => Precision::Bf16,
        "float16" => Precision::F16,
        _ => Precision::F32,
    };
    spec.learning_rate = now.learning_rate.unwrap_or(spec.learning_rate);
    spec
}

/// The activation that a module of PyTorch computes.
fn activation(kind: &str) -> Option<Activation> {
    Some(match kind {
        "Identity" => Activation::Identity,
        "Sigmoid" => Activation::Sigmoid,
        "Tanh" => Activation::Tanh,
        "ReLU" => Activation::Relu,
        "LeakyReLU" => Activation::LeakyRelu,
        "PReLU" => Activation::Prelu,
        "ELU" => Activation::Elu,
        "SELU" => Activation::Selu,
        "GELU" => Activation::Gelu,
        "SiLU" => Activation::Silu,
        "Softplus" => Activation::Softplus,
        _ => return None,
    })
}

fn norm(kind: &str) -> Option<NormKind> {
    match kind {
        "BatchNorm1d" | "BatchNorm2d" | "BatchNorm3d" => Some(NormKind::Batch),
        "LayerNorm" => Some(NormKind::Layer),
        "RMSNorm" => Some(NormKind::Rms),
        _ => None,
    }
}

/// The lab's optimizer that treats small gradients as this one does: SGD if it is unknown.
fn rule(name: &str) -> Rule {
    match name {
        "Adagrad" => Rule::Adagrad,
        "RMSprop" => Rule::Rmsprop,
        "AdamW" => Rule::Adamw,
        "Muon" => Rule::Muon,
        "Adam" | "Adamax" | "NAdam" | "RAdam" | "SparseAdam" | "Adadelta" | "Adafactor" | "Rprop" | "Lion" => {
            Rule::Adam
        }
        _ => Rule::Sgd,
    }
}

/// The best constant answer, where it is known to be one.
fn chance(run: &Recorded) -> Option<Chance> {
    let loss = run.task.chance.filter(|_| !run.task.regression)?;
    let classes = run.task.classes.map_or(0.0, f64::from);
    let name = match run.task.classes {
        _ if loss != libm::log(classes) => "as the trace says",
        Some(2) => "ln 2",
        Some(10) => "ln 10",
        _ => "ln of the number of classes",
    };
    Some(Chance { loss, name, accuracy: if classes > 0.0 { 1.0 / classes } else { 0.0 }, test: loss })
}

/// Without another number, a regression starts from the loss of its first step.
fn baseline(run: &Recorded) -> Option<f64> {
    let first = run.rows.first().map(|row| row.row.loss).filter(|loss| run.task.regression && loss.is_finite());
    run.task.chance.or(first)
}

/// Of norms: between layers of different width root mean squares differ by the root of the widths.
fn factors(run: &Recorded, trace: &[Row], hidden: usize) -> Vec<f64> {
    let rows = recent(trace);
    let width = |k: usize| sqrt(run.layers[k].units / run.layers[k + 1].units);
    let crossings = 0..hidden.saturating_sub(1);
    crossings.map(|k| mean_ratio(rows, k, k + 1).map_or(f64::NAN, |ratio| ratio * width(k))).collect()
}

fn silent(row: &Row, hidden: usize) -> Option<Silent> {
    let layer = (0..hidden).take_while(|&k| row.d_z[k] == 0.0).last()?;
    Some(Silent { layer, d_a: 0.0, zero_above: row.w[layer + 1] == 0.0 })
}

/// With weight decay, how far the weights have turned away from their initial direction.
fn turns(run: &Recorded, now: &RecordedRow, hidden: usize) -> Vec<f64> {
    let turned = |k: usize| match run.weight_decay {
        0.0 => now.distance[k],
        _ => height(now.distance[k], now.row.w[k] / run.layers[k].start),
    };
    (0..hidden).map(turned).collect()
}

/// ∏(1 − αₜ·λ): PyTorch's SGD adds λ·W to the gradient, and AdamW shrinks W itself.
fn decay_alone(run: &Recorded, rows: &[RecordedRow]) -> Option<DecayAlone> {
    let formula = run.weight_decay == 0.0 || ["SGD", "AdamW"].contains(&run.optimizer.as_str());
    let log = rows.windows(2).try_fold(0.0, |log, pair| {
        let share = if run.weight_decay > 0.0 { pair[1].learning_rate? * run.weight_decay } else { 0.0 };
        Some(log + f64::from(pair[1].row.step - pair[0].row.step) * libm::log(libm::fabs(1.0 - share)))
    });
    log.filter(|_| formula).map(|log| DecayAlone { left: libm::exp(log), clipped: 0 })
}
