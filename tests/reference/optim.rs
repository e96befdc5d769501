//! Update rules under given gradients, the penalty, and clipping.

use super::build::{cast, run_to};
use super::case::{Case, Tensor, Tolerance, Verdict};
use gradient_lab::data::{Data, Examples};
use gradient_lab::net::{Layout, Parameter, Parameters, Role};
use gradient_lab::num::Real;
use gradient_lab::spec::{Loss, Rule, Sampling, Spec};
use gradient_lab::train::{Clipped, Phase, Trainer, penalise, penalty};

/// Keys of a case's config that set knobs of the update.
pub const KNOBS: &[&str] =
    &["optimizer", "lr", "mu", "rho", "beta1", "beta2", "eps", "weight_decay", "l2", "l2_form", "clip"];

/// Sets the knobs that a case names.
pub fn set(case: &Case, spec: &mut Spec) -> Verdict {
    let key = case.word("optimizer")?;
    spec.optimizer = Rule::from_key(key).ok_or(format!("there is no optimizer {key}"))?;
    if case.config().contains_key("l2_form") {
        case.says("l2_form", "coupled: g <- g + l2*w")?;
    }
    let knobs = [
        ("lr", &mut spec.learning_rate),
        ("mu", &mut spec.momentum),
        ("rho", &mut spec.rho),
        ("beta1", &mut spec.beta1),
        ("beta2", &mut spec.beta2),
        ("eps", &mut spec.epsilon),
        ("weight_decay", &mut spec.decay),
        ("l2", &mut spec.l2),
        ("clip", &mut spec.clip_norm),
    ];
    for (key, knob) in knobs {
        if case.config().contains_key(key) {
            *knob = case.number(key)?;
        }
    }
    Ok(())
}

pub fn optim<R: Real>(case: &Case) -> Verdict {
    match case.config().get("kind").and_then(|kind| kind.as_str()) {
        None => rule::<R>(case),
        Some("l2_penalty") => l2_penalty::<R>(case),
        Some("clip_global_norm") => clip_global_norm::<R>(case),
        Some("clip_value") => clip_value::<R>(case),
        Some(other) => Err(format!("there is no kind {other}")),
    }
}

/// A trainer on one example of zeros: what matters is set by hand.
fn trainer<R: Real>(spec: Spec, features: usize) -> Result<Trainer<R>, String> {
    spec.check().map_err(|why| why.to_string())?;
    let spec = Spec { loss: Some(Loss::Mse), sampling: Sampling::Full, ..spec };
    let example = Examples { features, outputs: 1, x: vec![R::ZERO; features], y: vec![R::ZERO] };
    Ok(Trainer::with_data(&spec, Data { train: example.clone(), test: example }))
}

/// Gradients that are given, whatever the parameters.
fn rule<R: Real>(case: &Case) -> Verdict {
    case.understand(KNOBS)?;
    let mut spec = Spec { hidden_layers: 0, use_bias: false, ..Spec::default() };
    set(case, &mut spec)?;
    let (w, grads) = (case.tensor("params", "w0")?, case.tensor("inputs", "grads")?);
    let size = w.data.len();
    let mut trainer = trainer::<R>(spec, size)?;
    trainer.network.parameters.values.copy_from_slice(&cast(&w.data));
    let (tolerance, want) = (Tolerance::of::<R>(), case.tensor("expected", "w")?);
    let state = states(case)?;
    for (step, (grads, want)) in grads.data.chunks(size).zip(want.data.chunks(size)).enumerate() {
        run_to(&mut trainer, Phase::Clip);
        trainer.network.parameters.grads.copy_from_slice(&cast(grads));
        trainer.step();
        tolerance.compare(&format!("w after step {step}"), &trainer.network.parameters.values, want)?;
        let mut saved = Vec::new();
        trainer.save(&mut saved);
        let memory: Vec<f64> = state.iter().flat_map(|part| &part[step * size..][..size]).copied().collect();
        tolerance.compare(&format!("state after step {step}"), &saved[size..], &memory)?;
    }
    Ok(())
}

/// What the rule remembers, in the order in which the lab saves it.
fn states(case: &Case) -> Result<Vec<Vec<f64>>, String> {
    let state = case.at("expected", "state")?.as_object().ok_or("expected.state should be an object")?;
    let strange = state.keys().find(|key| !["m", "v", "s"].contains(&key.as_str()));
    if let Some(key) = strange {
        return Err(format!("state {key} is not understood"));
    }
    let parts = ["m", "v", "s"].iter().filter_map(|key| state.get(*key));
    parts.map(|part| Tensor::read(part).map(|t| t.data).ok_or("state should hold tensors".into())).collect()
}

fn l2_penalty<R: Real>(case: &Case) -> Verdict {
    case.understand(&["kind", "l2"])?;
    case.says("formula", "(l2/2)*sum_k ||W_k||^2 ; gradient l2*W_k")?;
    let (l2, weights) = (case.number("l2")?, case.tensors("params", "W")?);
    let mut layout = Layout::default();
    // What the penalty leaves alone.
    let alone = [Role::Bias, Role::Slope, Role::Gamma, Role::Beta];
    for (k, w) in weights.iter().enumerate() {
        layout.add(Role::Weight, k, w.data.len());
        for role in alone {
            layout.add(role, k, 1);
        }
    }
    let mut parameters: Parameters<R> = Parameters::new(layout);
    for Parameter { role, stage, range, .. } in &parameters.tensors {
        match role {
            Role::Weight => parameters.values[range.clone()].copy_from_slice(&cast(&weights[*stage].data)),
            _ => parameters.values[range.clone()].fill(R::from_f64(7.0)),
        }
    }
    penalise(&mut parameters, R::ZERO, R::from_f64(l2));
    let tolerance = Tolerance::of::<R>();
    tolerance.compare("penalty", &[penalty(&parameters, 0.0, l2)], &[case.scalar("expected", "penalty")?])?;
    let want = case.tensors("expected", "dW")?;
    for tensor in &parameters.tensors {
        let got = &parameters.grads[tensor.range.clone()];
        let want = if tensor.role == Role::Weight { &want[tensor.stage].data[..] } else { &[0.0] };
        tolerance.compare(&format!("d{}", tensor.name), got, want)?;
    }
    Ok(())
}

/// The given gradients, one after the other, spread over the tensors of a small network; then one `Clip`.
fn clip<R: Real>(case: &Case, spec: Spec) -> Result<(Clipped, Vec<R>, Vec<f64>), String> {
    let mut trainer = trainer::<R>(Spec { hidden_layers: 2, width: 2, ..spec }, 2)?;
    let flat = |part: &str| -> Result<Vec<f64>, String> {
        Ok(case.tensors(part, "grads")?.into_iter().flat_map(|tensor| tensor.data).collect())
    };
    let (mut given, mut want) = (flat("inputs")?, flat("expected")?);
    let parameters = &trainer.network.parameters;
    let room = parameters.values.len();
    if given.len() > room || parameters.tensors.iter().filter(|tensor| tensor.range.start < given.len()).count() < 3 {
        return Err("these gradients do not go into the network of this test".into());
    }
    given.resize(room, 0.0);
    want.resize(room, 0.0);
    run_to(&mut trainer, Phase::Clip);
    trainer.network.parameters.grads.copy_from_slice(&cast(&given));
    trainer.advance();
    Tolerance::of::<R>().compare("what clipping started from", trainer.data_grads(), &given)?;
    Ok((trainer.clipped().ok_or("nothing was clipped")?, trainer.network.parameters.grads.clone(), want))
}

fn clip_global_norm<R: Real>(case: &Case) -> Verdict {
    case.understand(&["kind", "max_norm"])?;
    case.says("formula", "g*min(1, max_norm/||g||), ||g|| over all tensors together")?;
    let (clipped, got, want) = clip::<R>(case, Spec { clip_norm: case.number("max_norm")?, ..Spec::default() })?;
    let tolerance = Tolerance::of::<R>();
    tolerance.compare("grads", &got, &want)?;
    for (name, got) in
        [("norm_before", clipped.before), ("norm_after", clipped.after), ("scale", clipped.after / clipped.before)]
    {
        tolerance.compare(name, &[got], &[case.scalar("expected", name)?])?;
    }
    fired(clipped, case.scalar("expected", "scale")? < 1.0)
}

fn clip_value<R: Real>(case: &Case) -> Verdict {
    case.understand(&["kind", "max_abs"])?;
    let limit = case.number("max_abs")?;
    let (clipped, got, want) = clip::<R>(case, Spec { clip_value: limit, ..Spec::default() })?;
    Tolerance::of::<R>().compare("grads", &got, &want)?;
    fired(clipped, case.tensors("inputs", "grads")?.iter().any(|grads| grads.data.iter().any(|g| g.abs() > limit)))
}

fn fired(clipped: Clipped, want: bool) -> Verdict {
    if clipped.fired == want { Ok(()) } else { Err(format!("a limit shortened it: {}, not {want}", clipped.fired)) }
}
