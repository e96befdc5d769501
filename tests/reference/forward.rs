//! Activations, losses, and the passes of a whole network.

use super::build::{cast, compare_arena, trainer};
use super::case::{Case, Tensor, Tolerance, Verdict};
use gradient_lab::num::{Norm, Real};
use gradient_lab::session::Session;
use gradient_lab::spec::Loss;
use gradient_lab::train::Phase;

pub fn activation<R: Real>(case: &Case) -> Verdict {
    case.understand(&["activation", "slope", "alpha", "lambda"])?;
    let f = case.activation()?;
    let z = case.tensor("inputs", "z")?.data;
    let each = |g: &dyn Fn(R) -> R| -> Vec<R> { z.iter().map(|&z| g(R::from_f64(z))).collect() };
    let tolerance = Tolerance::of::<R>();
    tolerance.compare("f", &each(&|z| f.f(z, R::ZERO)), &case.tensor("expected", "f")?.data)?;
    tolerance.compare("df", &each(&|z| f.df(z, R::ZERO)), &case.tensor("expected", "df")?.data)
}

pub fn loss<R: Real>(case: &Case) -> Verdict {
    case.understand(&["loss", "precision"])?;
    let rule = case.loss()?;
    if rule == Loss::NaiveBce {
        return naive(case);
    }
    let z = case.tensor("inputs", "z")?;
    let (batch, classes) = (z.shape[0], z.shape[1]);
    let y = case.tensor("inputs", "y")?.targets(classes, rule);
    let y = Tensor { shape: z.shape.clone(), data: y }.feature_major();
    let (z, y): (Vec<R>, Vec<R>) = (cast(&z.feature_major()), cast(&y));
    let mut d_z = vec![R::ZERO; z.len()];
    let value = rule.evaluate(&z, &y, &mut d_z, batch);
    let tolerance = Tolerance::of::<R>();
    tolerance.compare("loss", &[value], &[case.scalar("expected", "loss")?])?;
    tolerance.compare("dz", &d_z, &case.tensor("expected", "dz")?.feature_major())
}

/// The exhibit: only whether a value is finite, infinite or NaN; its size where it is far from saturation.
fn naive(case: &Case) -> Verdict {
    match case.word("precision")? {
        "f64" => naive_in::<f64>(case),
        "f32" => naive_in::<f32>(case),
        other => Err(format!("there is no precision {other}")),
    }
}

fn naive_in<R: Real>(case: &Case) -> Verdict {
    let z = case.tensor("inputs", "z")?.data;
    for (y, name) in [(R::ZERO, "loss_if_y0"), (R::ONE, "loss_if_y1")] {
        for (&z, &want) in z.iter().zip(&case.tensor("expected", name)?.data) {
            let got = Loss::NaiveBce.evaluate(&[R::from_f64(z)], &[y], &mut [R::ZERO], 1);
            let near = z.abs() < 10.0;
            let same_kind = (got.is_nan(), got.is_infinite(), got.is_finite())
                == (want.is_nan(), want.is_infinite(), want.is_finite());
            if !same_kind || near && !(Tolerance { relative: 1e-6, absolute: 1e-6 }).allows(got, want) {
                return Err(format!("{} {name} at z = {z} is {got}, not {want}", R::NAME));
            }
        }
    }
    Ok(())
}

pub fn mlp<R: Real>(case: &Case) -> Verdict {
    case.understand(&["activation", "slope", "alpha", "lambda", "sizes", "batch", "loss", "output_activation"])?;
    if case.config().contains_key("output_activation") && case.word("output_activation")? != "identity" {
        return Err("only a linear output layer is built".into());
    }
    let mut session = Session::watch(trainer::<R>(case, |_| Ok(()))?);
    while session.trainer().next() != Phase::Update {
        session.advance().ok_or("the run stopped")?;
    }
    let (tolerance, network) = (Tolerance::of::<R>(), &session.trainer().network);
    tolerance.compare("loss", &[session.trainer().loss_value], &[case.scalar("expected", "loss")?])?;
    for (name, block) in [("z", 0), ("a", 1), ("dz", 2), ("da", 3)] {
        for (k, (stage, want)) in network.stages.iter().zip(case.tensors("expected", name)?).enumerate() {
            let got = [stage.z(), stage.a(), stage.d_z(), stage.d_a()][block];
            tolerance.compare(&format!("{name}[{k}]"), got, &want.feature_major())?;
        }
    }
    compare_arena(tolerance, &network.parameters, &network.parameters.grads, case, &[("dW", "W"), ("db", "b")])?;
    tolerance.compare("dx", &network.input_gradient(), &case.tensor("expected", "dx")?.feature_major())?;
    norms(case, &session, tolerance)
}

/// What the probe reports of the same pass.
fn norms<R: Real>(case: &Case, session: &Session<R>, tolerance: Tolerance) -> Verdict {
    let list = |name: &str| -> Result<Vec<f64>, String> {
        serde_json::from_value(case.at("expected", name)?.clone()).map_err(|why| why.to_string())
    };
    let l2 = |norm: Option<Norm>| norm.map_or(f64::NAN, |norm| norm.l2);
    let of = |part: &dyn Fn(usize) -> f64| -> Vec<f64> { (0..session.figures().len()).map(part).collect() };
    tolerance.compare("grad_norm_W", &of(&|k| l2(session.figures()[k].d_w)), &list("grad_norm_W")?)?;
    tolerance.compare("grad_norm_z", &of(&|k| l2(session.figures()[k].d_z)), &list("grad_norm_z")?)?;
    let all = Norm::of(&session.trainer().network.parameters.grads).l2;
    tolerance.compare("global_grad_norm", &[all], &[case.scalar("expected", "global_grad_norm")?])
}
