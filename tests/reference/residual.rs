//! Stacked residual blocks. The reference puts its loss on what the last block gives, so the stages are driven by
//! hand, and the output stage above them has no part.

use super::build::cast;
use super::case::{Case, Tensor, Tolerance, Verdict};
use gradient_lab::net::Network;
use gradient_lab::net::layer::Linear;
use gradient_lab::num::Real;
use gradient_lab::spec::{BranchScale, Skip, Spec};

/// What a kind of block is in the lab, and the names of its maps in the order of the branch.
fn built(case: &Case) -> Result<(Skip, &'static [[&'static str; 2]]), String> {
    const ONE: &[[&str; 2]] = &[["W", "b"]];
    const TWO: &[[&str; 2]] = &[["W1", "b1"], ["W2", "b2"]];
    let (kind, formula) = (case.word("kind")?, case.word("formula")?);
    let (skip, maps, ours) = match kind {
        "seed_linear" => (Skip::Report, ONE, "F(x)=W x+b; y_l=x_l+scale*F(x_l); x_{l+1}=f(y_l)"),
        "seed_two_layer" => (Skip::Report, TWO, "F(x)=W2 f(W1 x+b1)+b2; y_l=x_l+scale*F(x_l); x_{l+1}=f(y_l)"),
        "pre_activation" => (Skip::PreActivation, TWO, "x_{l+1}=y_l=x_l+scale*(W2 f(W1 f(x_l)+b1)+b2)"),
        other => return Err(format!("there is no kind {other}")),
    };
    if formula == ours { Ok((skip, maps)) } else { Err(format!("{kind} is {ours} here, not {formula}")) }
}

/// The lab's branches are as wide inside as outside. A reference that is wider inside is run at that width: the units
/// that are too many carry nothing, since no weight leads into a branch from them, and none out of it to them.
struct Padded {
    width: usize,
    inside: usize,
    batch: usize,
}

impl Padded {
    fn size(&self) -> usize {
        self.width.max(self.inside)
    }

    /// A matrix \[O×I\] with zero rows and columns added.
    fn matrix<R: Real>(&self, w: &Tensor) -> Vec<R> {
        let (size, columns) = (self.size(), w.shape.get(1).copied().unwrap_or(1));
        let room = if w.shape.len() == 1 { size } else { size * size };
        let mut padded = vec![R::ZERO; room];
        for (n, &value) in w.data.iter().enumerate() {
            let at = if w.shape.len() == 1 { n } else { n / columns * size + n % columns };
            padded[at] = R::from_f64(value);
        }
        padded
    }

    /// The entries of such a matrix that the reference has too.
    fn cut<R: Real>(&self, padded: &[R], like: &Tensor) -> Vec<R> {
        let (size, columns) = (self.size(), like.shape.get(1).copied().unwrap_or(1));
        let at = |n: usize| if like.shape.len() == 1 { n } else { n / columns * size + n % columns };
        (0..like.data.len()).map(|n| padded[at(n)]).collect()
    }

    /// The rows of a block that the reference has too: the first ones.
    fn rows<'a, R>(&self, block: &'a [R]) -> &'a [R] {
        &block[..self.width * self.batch]
    }
}

pub fn residual<R: Real>(case: &Case) -> Verdict {
    case.understand(&["activation", "slope", "alpha", "lambda", "kind", "scale", "blocks", "width", "batch", "loss"])?;
    let (skip, maps) = built(case)?;
    let (width, blocks) = (case.number("width")? as usize, case.number("blocks")? as usize);
    let first = case.tensors("params", maps[0][0])?;
    let padded = Padded { width, inside: first[0].shape[0], batch: case.number("batch")? as usize };
    let spec = Spec {
        hidden_layers: blocks as u32,
        width: padded.size() as u32,
        activation: case.activation()?,
        skip,
        branch_layers: maps.len() as u32,
        branch_scale: BranchScale::Number,
        branch_alpha: case.number("scale")?,
        ..Spec::default()
    };
    spec.check().map_err(|why| why.to_string())?;
    let mut network: Network<R> = Network::new(&spec, padded.size(), 1, padded.batch);
    for (map, names) in maps.iter().enumerate() {
        let (w, b) = (case.tensors("params", names[0])?, case.tensors("params", names[1])?);
        for k in 0..blocks {
            let linear = linear(&network, k, map)?;
            let values = &mut network.parameters.values;
            values[linear.w.clone()].copy_from_slice(&padded.matrix(&w[k]));
            values[linear.b.clone().ok_or("no bias")?].copy_from_slice(&padded.matrix(&b[k]));
        }
    }
    pass(case, &mut network, &padded, blocks)?;
    arena(case, &network, &padded, maps)
}

fn linear<R: Real>(network: &Network<R>, k: usize, map: usize) -> Result<Linear, String> {
    network.layers[k].linears().nth(map).cloned().ok_or(format!("layer {} has no linear map {}", k + 1, map + 1))
}

/// Forward, loss and backward; every block of the reference.
fn pass<R: Real>(case: &Case, network: &mut Network<R>, padded: &Padded, blocks: usize) -> Verdict {
    let x = case.tensor("inputs", "x")?.feature_major();
    network.x[..x.len()].copy_from_slice(&cast(&x));
    (0..blocks).for_each(|k| network.forward(k));
    let y: Vec<R> = cast(&case.tensor("inputs", "y")?.feature_major());
    let top = network.stages[blocks - 1].last_mut();
    let loss = case.loss()?.evaluate(padded.rows(&top.value), &y, &mut top.d[..y.len()], padded.batch);
    (0..blocks).rev().for_each(|k| network.backward(k));

    let tolerance = Tolerance::of::<R>();
    tolerance.compare("loss", &[loss], &[case.scalar("expected", "loss")?])?;
    for (name, which) in [("y", 0), ("x_next", 1), ("dy", 2), ("dx_next", 3)] {
        let want = case.tensors("expected", name)?;
        for (k, (stage, want)) in network.stages[..blocks].iter().zip(want).enumerate() {
            let got = [stage.z(), stage.a(), stage.d_z(), stage.d_a()][which];
            tolerance.compare(&format!("{name}[{k}]"), padded.rows(got), &want.feature_major())?;
        }
    }
    let d_x = network.input_gradient();
    tolerance.compare("dx0", padded.rows(&d_x), &case.tensor("expected", "dx0")?.feature_major())
}

/// Every gradient of the reference.
fn arena<R: Real>(case: &Case, network: &Network<R>, padded: &Padded, maps: &[[&str; 2]]) -> Verdict {
    let grads = &network.parameters.grads;
    for (map, names) in maps.iter().enumerate() {
        let [w, b] = names.map(|name| case.tensors("expected", &format!("d{name}")));
        for (k, (w, b)) in w?.iter().zip(&b?).enumerate() {
            let linear = linear(network, k, map)?;
            let bias = linear.b.clone().ok_or("no bias")?;
            for (name, want, range) in [(names[0], w, linear.w), (names[1], b, bias)] {
                Tolerance::of::<R>().compare(&format!("d{name}[{k}]"), &padded.cut(&grads[range], want), &want.data)?;
            }
        }
    }
    Ok(())
}
