//! One unit or one weight, with the numbers put into its formula.

use super::Session;
use crate::num::Real;
use alloc::vec::Vec;

/// Terms of a sum that are worth printing.
const TERMS: usize = 6;

/// One term w·x of a unit's sum.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Term {
    /// Unit below it comes from.
    pub from: usize,
    /// That unit's activation.
    pub x: f64,
    /// The weight.
    pub w: f64,
    /// w·x.
    pub product: f64,
}

/// a = f(Σ w·x + b) of one unit for one example, and the gradient at it.
#[derive(Clone, Debug, PartialEq)]
pub struct UnitView {
    /// Σ w·x + b.
    pub z: f64,
    /// f(z).
    pub a: f64,
    /// b; none in a layer without.
    pub bias: Option<f64>,
    /// f′(z).
    pub f_prime: f64,
    /// ∂L/∂a.
    pub d_a: f64,
    /// ∂L/∂z = f′(z)·∂L/∂a.
    pub d_z: f64,
    /// The largest terms of the sum.
    pub terms: Vec<Term>,
    /// What the other terms add up to.
    pub rest: f64,
    /// How many those are.
    pub rest_count: usize,
}

/// A factor between the output and the layer looked at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ChainLink {
    /// The stage whose gradient this factor makes.
    pub stage: usize,
    /// Its part from W.
    pub w_factor: f64,
    /// Its part from f′.
    pub f_factor: f64,
}

/// ∂L/∂w as the product of factors through the layers.
///
/// ∂L/∂w = Σ over the batch of dz·x. The norm of dz at this stage is that of the output's, times one link
/// of the chain per layer in between: the product is exact.
#[derive(Clone, Debug, PartialEq)]
pub struct WeightView {
    /// The weight that the gradient was taken at: `delta_w` comes on top of it.
    pub w: f64,
    /// ∂L/∂w, summed over the batch (the loss is a mean).
    pub d_w: f64,
    /// Its last step.
    pub delta_w: f64,
    /// What it multiplies, for the example.
    pub x: f64,
    /// ∂L/∂z of the unit it goes to, for the example.
    pub d_z: f64,
    /// ‖∂L/∂z‖ at the output.
    pub d_z_out_norm: f64,
    /// ‖∂L/∂z‖ of this stage.
    pub d_z_norm: f64,
    /// From the output down to this stage.
    pub chain: Vec<ChainLink>,
}

impl<R: Real> Session<R> {
    /// Unit `o` of stage `k` for example `b` of the batch. None where there is no such unit.
    pub fn unit(&self, k: usize, o: usize, b: usize) -> Option<UnitView> {
        let network = &self.trainer().network;
        let (layer, stage, batch) = (network.layers.get(k)?, network.stages.get(k)?, network.batch);
        if o >= layer.outputs || b >= batch {
            return None;
        }
        let values = self.values_in(k);
        let at = |block: &[R]| block[o * batch + b].to_f64();
        let row = &values[layer.w.clone()][o * layer.inputs..][..layer.inputs];
        let a_in = network.input_of(k);
        let mut terms: Vec<Term> =
            (0..layer.inputs).map(|from| term(from, a_in[from * batch + b].to_f64(), row[from].to_f64())).collect();
        let largest: Vec<Term> = (0..TERMS.min(terms.len())).map(|_| take_largest(&mut terms)).collect();
        Some(UnitView {
            z: at(&stage.z),
            a: at(&stage.a),
            bias: layer.b.clone().map(|bias| values[bias][o].to_f64()),
            f_prime: layer.activation.df(stage.z[o * batch + b], layer.slope_of(values)).to_f64(),
            d_a: at(&stage.d_a),
            d_z: at(&stage.d_z),
            terms: largest,
            rest: terms.iter().map(|term| term.product).sum(),
            rest_count: terms.len(),
        })
    }

    /// The weight of stage `k` from unit `i` below to unit `o`, for example `b`.
    pub fn weight(&self, k: usize, o: usize, i: usize, b: usize) -> Option<WeightView> {
        let network = &self.trainer().network;
        let (layer, batch) = (network.layers.get(k)?, network.batch);
        if o >= layer.outputs || i >= layer.inputs || b >= batch {
            return None;
        }
        let index = layer.w.start + o * layer.inputs + i;
        let norm = |k: usize| self.figures()[k].d_z.map_or(f64::NAN, |norm| norm.l2);
        let link = |stage: usize| {
            let figures = self.figures()[stage];
            ChainLink {
                stage,
                w_factor: figures.w_factor.unwrap_or(f64::NAN),
                f_factor: figures.f_factor.unwrap_or(f64::NAN),
            }
        };
        Some(WeightView {
            w: self.values_in(k)[index].to_f64(),
            d_w: network.parameters.grads[index].to_f64(),
            delta_w: network.parameters.updates[index].to_f64(),
            x: network.input_of(k)[i * batch + b].to_f64(),
            d_z: network.stages[k].d_z[o * batch + b].to_f64(),
            d_z_out_norm: norm(network.last()),
            d_z_norm: norm(k),
            chain: (k..network.last()).rev().map(link).collect(),
        })
    }
}

/// Takes the largest term out of a list that is not empty.
fn take_largest(terms: &mut Vec<Term>) -> Term {
    let size = |place: usize| terms[place].product.abs();
    let place = (1..terms.len()).fold(0, |best, place| if size(place) > size(best) { place } else { best });
    terms.swap_remove(place)
}

fn term(from: usize, x: f64, w: f64) -> Term {
    Term { from, x, w, product: w * x }
}
