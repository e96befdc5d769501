//! Norms and dropout: the operations alone, and inside a small network.

use super::build::{cast, compare_arena, run_to, set_masks, trainer};
use super::case::{Case, Tensor, Tolerance, Verdict};
use gradient_lab::net::layer::{Activate, Op, Standardise};
use gradient_lab::net::{Block, Layout, Parameters};
use gradient_lab::num::Real;
use gradient_lab::spec::{Activation, NormKind, NormPlace};
use gradient_lab::train::{Phase, Trainer};
use serde_json::Value;

pub fn norm_dropout<R: Real>(case: &Case) -> Verdict {
    match case.word("layer")? {
        "batch_norm" => batch_norm::<R>(case),
        "layer_norm" => layer_norm::<R>(case),
        "dropout" => dropout::<R>(case),
        "mlp_bn" => mlp_bn::<R>(case),
        "mlp_dropout" => mlp_dropout::<R>(case),
        other => Err(format!("there is no layer {other}")),
    }
}

/// One operation with its parameters and a block, as a stage holds them.
struct Alone<R> {
    op: Op,
    parameters: Parameters<R>,
    block: Block<R>,
}

impl<R: Real> Alone<R> {
    fn new(op: Op, parameters: Parameters<R>, shape: &[usize], kept: Vec<R>) -> Alone<R> {
        let room = vec![R::ZERO; shape[0] * shape[1]];
        Alone { op, parameters, block: Block { value: room.clone(), d: room, kept, slope: vec![] } }
    }

    /// A norm with γ and β of the case, for batches of the shape of `like`.
    fn norm(case: &Case, over_batch: bool, like: &Tensor) -> Result<(Alone<R>, Standardise), String> {
        let (batch, features) = (like.shape[0], like.shape[1]);
        let mut layout = Layout::default();
        let momentum = if over_batch { case.number("momentum")? } else { 0.0 };
        let norm = Standardise::add(&mut layout, 0, features, over_batch, (case.number("eps")?, momentum));
        let mut parameters = Parameters::new(layout);
        parameters.values[norm.gamma.clone()].copy_from_slice(&cast(&case.tensor("params", "gamma")?.data));
        parameters.values[norm.beta.clone()].copy_from_slice(&cast(&case.tensor("params", "beta")?.data));
        let kept = vec![R::ZERO; 2 * norm.groups(batch)];
        Ok((Alone::new(Op::Standardise(norm.clone()), parameters, &like.shape, kept), norm))
    }

    /// Forward and backward as in training; dx.
    fn train(&mut self, x: &[R], d_y: &[R]) -> Vec<R> {
        self.op.forward(&mut self.parameters, x, x, &mut self.block);
        self.block.d.copy_from_slice(d_y);
        self.op.gradients(&mut self.parameters.grads, x, x, &self.block);
        let mut d_x = vec![R::ZERO; x.len()];
        self.op.hand_down(&self.parameters.values, x, &self.block, &mut d_x);
        d_x
    }

    /// The output at test time.
    fn evaluate(&self, x: &[R]) -> Vec<R> {
        let mut y = vec![R::ZERO; x.len()];
        self.op.evaluate(&self.parameters, x, x, &mut Vec::new(), &mut y);
        y
    }

    /// At test time y is a straight line in every x for itself: its slope, times dy, from the line.
    fn evaluated_slope(&self, x: &[R], d_y: &[R]) -> Vec<R> {
        let moved: Vec<R> = x.iter().zip(d_y).map(|(&x, &d)| x + d).collect();
        self.evaluate(&moved).into_iter().zip(self.evaluate(x)).map(|(moved, y)| moved - y).collect()
    }
}

fn block<R: Real>(tensor: &Tensor) -> Vec<R> {
    cast(&tensor.feature_major())
}

fn of(value: &Value, name: &str) -> Result<Tensor, String> {
    Tensor::read(&value[name]).ok_or(format!("{name} should be a tensor"))
}

fn batch_norm<R: Real>(case: &Case) -> Verdict {
    case.understand(&["layer", "eps", "momentum", "batch", "features", "variance_in_forward", "variance_in_running"])?;
    case.says("variance_in_forward", "biased (1/B)")?;
    case.says("variance_in_running", "unbiased (1/(B-1))")?;
    let (xs, d_ys) = (case.tensors("inputs", "train_x")?, case.tensors("inputs", "train_dy")?);
    let (mut alone, norm) = Alone::<R>::norm(case, true, &xs[0])?;
    let running = norm.running.clone().ok_or("no running statistics")?;
    let variances = running.end..running.end + running.len();
    for (range, name) in [(running.clone(), "running_mean0"), (variances.clone(), "running_var0")] {
        alone.parameters.running[range].copy_from_slice(&cast(&case.tensor("params", name)?.data));
    }
    let tolerance = Tolerance::of::<R>();
    let steps = case.at("expected", "train")?.as_array().ok_or("expected.train should be a list")?;
    for ((x, d_y), want) in xs.iter().zip(&d_ys).zip(steps) {
        let d_x = alone.train(&block(x), &block(d_y));
        tolerance.compare("y", &alone.block.value, &of(want, "y")?.feature_major())?;
        tolerance.compare("dx", &d_x, &of(want, "dx")?.feature_major())?;
        let (mean, scale) = alone.block.kept.split_at(norm.size);
        tolerance.compare("batch_mean", mean, &of(want, "batch_mean")?.data)?;
        let deviations: Vec<f64> =
            of(want, "batch_var_biased")?.data.iter().map(|v| 1.0 / (v + norm.epsilon).sqrt()).collect();
        tolerance.compare("1/√(batch_var_biased + eps)", scale, &deviations)?;
        gradients(&alone, &norm, want, tolerance)?;
        for (range, name) in [(running.clone(), "running_mean"), (variances.clone(), "running_var")] {
            tolerance.compare(name, &alone.parameters.running[range], &of(want, name)?.data)?;
        }
    }
    evaluated(case, alone, &norm, tolerance)
}

/// dγ and dβ.
fn gradients<R: Real>(alone: &Alone<R>, norm: &Standardise, want: &Value, tolerance: Tolerance) -> Verdict {
    let grads = &alone.parameters.grads;
    tolerance.compare("dgamma", &grads[norm.gamma.clone()], &of(want, "dgamma")?.data)?;
    tolerance.compare("dbeta", &grads[norm.beta.clone()], &of(want, "dbeta")?.data)
}

/// Batch norm with its running statistics.
fn evaluated<R: Real>(case: &Case, mut alone: Alone<R>, norm: &Standardise, tolerance: Tolerance) -> Verdict {
    let want = case.at("expected", "eval")?;
    let (x, d_y): (Vec<R>, Vec<R>) =
        (block(&case.tensor("inputs", "eval_x")?), block(&case.tensor("inputs", "eval_dy")?));
    tolerance.compare("eval y", &alone.evaluate(&x), &of(want, "y")?.feature_major())?;
    tolerance.compare("eval dx", &alone.evaluated_slope(&x, &d_y), &of(want, "dx")?.feature_major())?;
    // dγ and dβ of the same pass, with x̂ by the running statistics.
    norm.evaluate(&alone.parameters, &x, &mut alone.block.kept, &mut alone.block.value);
    norm.gradients(&mut alone.parameters.grads, &x, &alone.block.kept, &d_y);
    gradients(&alone, norm, want, tolerance)
}

fn layer_norm<R: Real>(case: &Case) -> Verdict {
    case.understand(&["layer", "eps", "batch", "features"])?;
    let (x, d_y) = (case.tensor("inputs", "x")?, case.tensor("inputs", "dy")?);
    let (mut alone, norm) = Alone::<R>::norm(case, false, &x)?;
    let d_x = alone.train(&block(&x), &block(&d_y));
    let (tolerance, want) = (Tolerance::of::<R>(), |name: &str| case.tensor("expected", name));
    tolerance.compare("y", &alone.block.value, &want("y")?.feature_major())?;
    tolerance.compare("eval y", &alone.evaluate(&block(&x)), &want("y")?.feature_major())?;
    tolerance.compare("dx", &d_x, &want("dx")?.feature_major())?;
    let grads = &alone.parameters.grads;
    tolerance.compare("dgamma", &grads[norm.gamma.clone()], &want("dgamma")?.data)?;
    tolerance.compare("dbeta", &grads[norm.beta.clone()], &want("dbeta")?.data)
}

/// m of a mask of ones and zeros.
fn inverted<R: Real>(mask: &Tensor, share: f64) -> Vec<R> {
    mask.feature_major().iter().map(|keep| R::from_f64(keep / (1.0 - share))).collect()
}

fn dropout<R: Real>(case: &Case) -> Verdict {
    case.understand(&["layer", "p_drop", "scaling"])?;
    case.says("scaling", "inverted: y = x*mask/(1-p) in training, y = x in evaluation")?;
    let (x, d_y) = (case.tensor("inputs", "x")?, case.tensor("inputs", "dy")?);
    let mut layout = Layout::default();
    let f = Activate::add(&mut layout, 0, x.shape[1], Activation::Identity);
    let kept = inverted(&case.tensor("inputs", "mask")?, case.number("p_drop")?);
    let mut alone: Alone<R> = Alone::new(Op::Activate(f), Parameters::new(layout), &x.shape, kept);
    let d_x = alone.train(&block(&x), &block(&d_y));
    let (tolerance, want) = (Tolerance::of::<R>(), |name: &str| case.tensor("expected", name));
    tolerance.compare("y_train", &alone.block.value, &want("y_train")?.feature_major())?;
    tolerance.compare("dx_train", &d_x, &want("dx_train")?.feature_major())?;
    tolerance.compare("y_eval", &alone.evaluate(&block(&x)), &want("y_eval")?.feature_major())?;
    let slope = alone.evaluated_slope(&block(&x), &block(&d_y));
    tolerance.compare("dx_eval", &slope, &want("dx_eval")?.feature_major())
}

fn mlp_bn<R: Real>(case: &Case) -> Verdict {
    case.understand(&["activation", "layer", "sizes", "batch", "loss", "eps", "order"])?;
    case.says("order", "linear (with bias) -> batch_norm(train) -> activation")?;
    let epsilon = case.number("eps")?;
    let mut trainer = trainer::<R>(case, |spec| {
        (spec.norm, spec.norm_place) = (NormKind::Batch, NormPlace::Before);
        spec.norm_epsilon = epsilon;
        Ok(())
    })?;
    one_pass(&mut trainer, case, &[("dW", "W"), ("db", "b"), ("dgamma", "γ"), ("dbeta", "β")])
}

fn mlp_dropout<R: Real>(case: &Case) -> Verdict {
    case.understand(&["activation", "layer", "sizes", "batch", "loss", "p_drop", "order"])?;
    case.says("order", "linear -> activation -> dropout")?;
    let share = case.number("p_drop")?;
    let mut trainer = trainer::<R>(case, |spec| {
        spec.dropout = share;
        Ok(())
    })?;
    trainer.advance();
    let masks: Vec<Vec<R>> = case.tensors("inputs", "masks")?.iter().map(|mask| inverted(mask, share)).collect();
    set_masks(&mut trainer.network, &masks)?;
    one_pass(&mut trainer, case, &[("dW", "W"), ("db", "b")])
}

/// The rest of forward and backward: logits, loss and every gradient.
fn one_pass<R: Real>(trainer: &mut Trainer<R>, case: &Case, names: &[(&str, &str)]) -> Verdict {
    run_to(trainer, Phase::Clip);
    let (tolerance, network) = (Tolerance::of::<R>(), &trainer.network);
    let logits = case.tensor("expected", "logits")?.feature_major();
    tolerance.compare("logits", network.stages[network.last()].a(), &logits)?;
    tolerance.compare("loss", &[trainer.loss_value], &[case.scalar("expected", "loss")?])?;
    compare_arena(tolerance, &network.parameters, &network.parameters.grads, case, names)
}
