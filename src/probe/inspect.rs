//! One unit or one weight, with the numbers filled into its formula.

mod views;

pub use views::{ChainLink, OpKind, OpView, PathView, Term, UnitView, WeightView};

use super::reading::Block;
use super::{Arena, Crash, Frame};
use crate::net::layer::{Linear, Op};
use crate::spec::LiveKnob;
use alloc::vec::Vec;

/// Terms of a sum that are worth printing.
const TERMS: usize = 6;

impl Frame<'_> {
    /// The number that the run stopped at, with what it was computed from; none while the run goes on.
    pub fn crash(&self) -> Option<Crash> {
        super::crash::find(self, self.stopped?)
    }

    /// Unit `o` of stage `k` for example `b` of the batch. None where there is no such unit.
    pub fn unit(&self, k: usize, o: usize, b: usize) -> Option<UnitView> {
        let (layer, batch) = (self.layers.get(k)?, self.columns(k));
        if layer.is_step() || o >= layer.outputs || b >= batch {
            return None;
        }
        let (n, last) = (o * batch + b, layer.ops().len() - 1);
        // A block before the first W of a pre-activation layer is as wide as the layer below.
        let own =
            |j: usize| layer.ops()[..=j].iter().any(|op| matches!(op, Op::Linear(_))) || layer.inputs == layer.outputs;
        let view = |j: usize| OpView {
            value: self.block(k, j).value.at(n),
            d: self.block(k, j).d.at(n),
            kind: self.op(k, j, o, b),
        };
        Some(UnitView {
            z: self.block(k, layer.z_at).value.at(n),
            a: self.block(k, last).value.at(n),
            d_a: self.block(k, last).d.at(n),
            d_z: self.block(k, layer.z_at).d.at(n),
            ops: (0..=last).filter(|&j| own(j)).map(view).collect(),
        })
    }

    /// The number of columns of stage `k`: one per example, or one per answer if sequences have several.
    pub fn columns(&self, k: usize) -> usize {
        let place = self.place;
        if k + 1 == place.stages { self.sizes.outputs * place.batch / self.layers[k].outputs } else { place.batch }
    }

    /// Number n of the input of operation j of stage k.
    pub(super) fn input(&self, k: usize, j: usize, n: usize) -> f64 {
        match (k, j) {
            (0, 0) => self.tensors.inputs().at(n),
            (k, 0) if self.is_step(k - 1) => self.tensors.states_read().at(n),
            (k, 0) => self.block(k - 1, self.layers[k - 1].ops().len() - 1).value.at(n),
            (k, j) => self.block(k, j - 1).value.at(n),
        }
    }

    fn op(&self, k: usize, j: usize, o: usize, b: usize) -> OpKind {
        let batch = self.columns(k);
        let n = o * batch + b;
        match &self.layers[k].ops()[j] {
            Op::Linear(linear) => self.sum(linear, k, j, o, b),
            Op::Activate(f) => {
                let z = self.input(k, j, n);
                let slope = f.slope.map_or(0.0, |slope| self.values_used(k).at(slope));
                let (f_prime, mask) = (f.activation.df(z, slope), self.block(k, j).mask(n));
                OpKind::Activate { z, f_prime, mask, slope: mask * f_prime }
            }
            Op::Join(join) => {
                let (y, branch) = (self.block(k, j).value.at(n), self.input(k, j, n));
                let projected = join.projection.is_some();
                let skip = if projected { y - join.alpha * branch } else { self.input(k, 0, n) };
                OpKind::Join { skip, alpha: join.alpha, branch, projected }
            }
            op => {
                let block = Block { run: self, k, j, values: Arena::ValuesUsed(k) };
                OpKind::Norm { norm: self.spec.norm, computed: op.computed(&block, n) }
            }
        }
    }

    fn sum(&self, linear: &Linear, k: usize, j: usize, o: usize, b: usize) -> OpKind {
        let batch = self.columns(k);
        let term = |from: usize| {
            let x = self.input(k, j, from * batch + b);
            let w = self.values_used(k).at(linear.w.start + o * linear.inputs + from);
            Term { from, x, w, product: w * x }
        };
        let mut terms: Vec<Term> = (0..linear.inputs).map(term).collect();
        let largest: Vec<Term> = (0..TERMS.min(terms.len())).map(|_| take_largest(&mut terms)).collect();
        OpKind::Linear {
            terms: largest,
            rest: terms.iter().map(|term| term.product).sum(),
            rest_count: terms.len(),
            bias: linear.b.clone().map(|bias| self.values_used(k).at(bias.start + o)),
        }
    }

    /// The weight of stage `k` from unit `i` below to unit `o`, for example `b`; `map` is the index of the branch's
    /// linear map, from 0.
    pub fn weight(&self, (k, map): (usize, usize), o: usize, i: usize, b: usize) -> Option<WeightView> {
        let (layer, batch) = (self.layers.get(k)?, self.place.batch);
        let maps = layer.ops().iter().enumerate();
        let mut maps = maps.filter_map(|(j, op)| if let Op::Linear(linear) = op { Some((j, linear)) } else { None });
        let (at, linear) = maps.nth(map)?;
        if o >= linear.outputs || i >= linear.inputs || b >= batch {
            return None;
        }
        let index = linear.w.start + o * linear.inputs + i;
        let norm = |k: usize| self.figures[k].d_z.map_or(f64::NAN, |norm| norm.l2);
        let link = |stage: usize| {
            let figures = self.figures[stage];
            ChainLink {
                stage,
                w_factor: figures.w_factor.unwrap_or(f64::NAN),
                f_factor: figures.f_factor.unwrap_or(f64::NAN),
            }
        };
        let last = self.layers.len() - 1;
        Some(WeightView {
            w: self.values_used(k).at(index),
            d_w: self.data_gradients().at(index),
            delta_w: self.updates().at(index),
            after: self.values().at(index),
            x: self.input(k, at, i * batch + b),
            d_z: self.block(k, at).d.at(o * batch + b),
            d_z_out_norm: norm(last),
            d_z_norm: norm(k),
            chain: (k..last).rev().map(link).collect(),
            path: self.path(k, index),
        })
    }

    fn path(&self, k: usize, index: usize) -> PathView {
        let place = self.place;
        // After an update the numbers shown are those of the step before.
        let step = place.steps - u32::from(place.done > 0 && place.done.is_multiple_of(place.per_step));
        let tuning = self.spec.tuning_at(step);
        let (w, data, clipped) =
            (self.values_used(k).at(index), self.data_gradients().at(index), self.gradients().at(index));
        let sign = if w == 0.0 { 0.0 } else { libm::copysign(1.0, w) };
        let penalty = tuning.of(LiveKnob::L2) * w + tuning.of(LiveKnob::L1) * sign;
        let decay = -self.spec.learning_rate_at(step) * tuning.of(LiveKnob::Decay) * w;
        let update = self.updates().at(index);
        PathView { data, penalty, clipped, rule: update - decay, decay }
    }
}

/// Takes the largest term out of a list that is not empty.
fn take_largest(terms: &mut Vec<Term>) -> Term {
    let size = |place: usize| terms[place].product.abs();
    let place = (1..terms.len()).fold(0, |best, place| if size(place) > size(best) { place } else { best });
    terms.swap_remove(place)
}
