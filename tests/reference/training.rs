//! Whole trainings, and the chain that overflows.

use super::build::{compare_arena, run_to, trainer};
use super::case::{Case, Tensor, Tolerance, Verdict};
use super::optim;
use gradient_lab::data::{Data, Examples};
use gradient_lab::num::{Norm, Real};
use gradient_lab::spec::Link;
use gradient_lab::train::{Phase, Trainer};

/// A short full-batch training: loss and gradient norm before each update, parameters at the end.
pub fn train<R: Real>(case: &Case) -> Verdict {
    let own = ["activation", "slope", "alpha", "lambda", "sizes", "loss", "steps", "full_batch"];
    case.understand(&[&own, optim::KNOBS].concat())?;
    if case.config().get("full_batch").is_some_and(|full| full != true) {
        return Err("only the full batch needs no draw".into());
    }
    let mut trainer = trainer::<R>(case, |spec| optim::set(case, spec))?;
    let tolerance = if R::NAME == "f64" { Tolerance::relative(1e-8) } else { Tolerance::of::<R>() };
    let (losses, norms) = (case.tensor("expected", "loss")?.data, case.tensor("expected", "grad_norm")?.data);
    for step in 0..case.number("steps")? as usize {
        run_to(&mut trainer, Phase::Update);
        tolerance.compare(&format!("loss before update {step}"), &[trainer.loss_value], &losses[step..=step])?;
        // With the penalty's gradient, before clipping.
        let norm = trainer.clipped().map_or_else(|| Norm::of(&trainer.network.parameters.grads).l2, |c| c.before);
        tolerance.compare(&format!("grad_norm before update {step}"), &[norm], &norms[step..=step])?;
        trainer.advance();
    }
    let parameters = &trainer.network.parameters;
    compare_arena(tolerance, parameters, &parameters.values, case, &[("W", "W"), ("b", "b")])
}

/// A chain of L equal weights. The reference ties them; equal weights of a chain get equal gradients and stay
/// tied by themselves. It halves the squared error, so its rate lr on the one weight is lr·L/2 on each of ours;
/// its loss is ours of an example scaled by 1/√2, at the rate lr·L.
pub fn overflow(case: &Case) -> Verdict {
    case.understand(&["kind", "L", "lr"])?;
    if case.word("kind")? != "scalar_deep_linear_chain" {
        return Err(format!("there is no kind {}", case.word("kind")?));
    }
    overflow_in::<f64>(case)?;
    overflow_in::<f32>(case)
}

fn overflow_in<R: Real>(case: &Case) -> Verdict {
    let weights = follow(&mut chain::<R>(case, 1.0)?, |trainer| trainer.network.parameters.values[0].to_f64());
    let losses = follow(&mut chain::<R>(case, std::f64::consts::FRAC_1_SQRT_2)?, |trainer| trainer.loss_value);
    // 1/√2 has no exact square, and in f32 that error grows with every step.
    let of_loss = if R::NAME == "f64" { Tolerance::relative(1e-6) } else { Tolerance::of::<R>() };
    let expected = case.at("expected", R::NAME)?;
    for (name, step, got, tolerance) in [
        ("w_first", "first_nonfinite_w_step", weights, Tolerance::relative(1e-6)),
        ("loss_first", "first_nonfinite_loss_step", losses, of_loss),
    ] {
        let first = Tensor::read(&expected[name]).ok_or(format!("expected.{}.{name} should be a tensor", R::NAME))?;
        let finite: Vec<f64> = first.data.into_iter().take_while(|value| value.is_finite()).collect();
        tolerance.compare(&format!("{} {name}", R::NAME), &got[..finite.len().min(got.len())], &finite)?;
        if expected[step].as_u64() != Some(got.len() as u64 - 1) {
            return Err(format!("{} {step} is {}, not {}", R::NAME, got.len() - 1, expected[step]));
        }
    }
    Ok(())
}

fn chain<R: Real>(case: &Case, scale: f64) -> Result<Trainer<R>, String> {
    let layers = case.number("L")?;
    let rate = case.number("lr")? * layers / (2.0 * scale * scale);
    let link = Link::parse(&format!("preset=AVAL&hidden_layers={}", layers - 1.0));
    if !link.warnings.is_empty() {
        return Err(format!("{:?}", link.warnings));
    }
    let number = |name: &str| case.scalar("inputs", name).map(|value| R::from_f64(scale * value));
    let example = Examples { features: 1, outputs: 1, x: vec![number("x")?], y: vec![number("y")?] };
    let mut trainer = Trainer::with_data(&link.spec, Data { train: example.clone(), test: example });
    trainer.spec.learning_rate = rate;
    trainer.network.parameters.values.fill(R::from_f64(case.scalar("params", "w0")?));
    Ok(trainer)
}

/// A figure before every update, up to and with the first that is not finite.
fn follow<R: Real>(trainer: &mut Trainer<R>, figure: impl Fn(&Trainer<R>) -> f64) -> Vec<f64> {
    let mut figures = vec![];
    while figures.last().is_none_or(|figure: &f64| figure.is_finite()) && figures.len() < 100_000 {
        run_to(trainer, Phase::Update);
        figures.push(figure(trainer));
        trainer.advance();
    }
    figures
}
