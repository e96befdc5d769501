//! The figures of one stage: norms of the signal, the gradient and the update.

use crate::net::Network;
use crate::net::cell::Cell;
use crate::net::layer::Layer;
use crate::num::{Norm, Real};

/// Norms of one stage, in f64. Each is from the last time that its phase ran; none before that.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Figures {
    /// z \[O×B\].
    pub z: Option<Norm>,
    /// a \[O×B\]: the signal.
    pub a: Option<Norm>,
    /// ∂L/∂a \[O×B\].
    pub d_a: Option<Norm>,
    /// ∂L/∂z \[O×B\]: the gradient.
    pub d_z: Option<Norm>,
    /// ∂L/∂W \[O×I\]. Here and below, W means all W of the stage and its skip's P together.
    pub d_w: Option<Norm>,
    /// W \[O×I\] after the last update.
    pub w: Option<Norm>,
    /// ΔW of the last update \[O×I\].
    pub delta: Option<Norm>,
    /// ‖ΔW‖/‖W‖ of the last update, with W from before it. None where W was 0.
    pub update_ratio: Option<f64>,
    /// ‖dz_k‖/‖dz_{k+1}‖ = `w_factor` · `f_factor`: what this layer multiplies the gradient by. None for the
    /// output, and if the gradient from above is exactly 0.
    pub factor: Option<f64>,
    /// ‖W_{k+1}ᵀ·dz_{k+1}‖/‖dz_{k+1}‖.
    pub w_factor: Option<f64>,
    /// ‖f′ ⊙ da‖/‖da‖.
    pub f_factor: Option<f64>,
    /// ∂L/∂c \[H×B\] of a time step whose cell has a memory c.
    pub d_c: Option<Norm>,
    /// The part of `w_factor` that comes over the skip of the layer above: 1, or a projection's part. None without a
    /// skip.
    pub skip_factor: Option<f64>,
    /// The part of `w_factor` that comes through the branch of the layer above. The two parts may cancel or add up.
    pub branch_factor: Option<f64>,
}

/// A unit is saturated if |f′| is below this fraction of its maximum: one such layer passes a twentieth of the
/// gradient, four of them less than a hundred-thousandth.
const FLAT: f64 = 0.05;

/// Fractions of the units or numbers of a stage that pass no gradient. They are counted only when read.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Shares {
    /// Saturated: |f′(z)| is below 5 % of its maximum. A fraction of all units and examples.
    pub saturated: f64,
    /// Dead: f′ is exactly 0 for every example of the batch. A fraction of the units.
    pub dead: f64,
    /// Zero: the fraction of the entries of ∂L/∂z that are exactly 0.
    pub zero: f64,
}

impl Figures {
    /// Updates the figures after `Forward{k}`.
    pub(crate) fn forward<R: Real>(&mut self, network: &Network<R>, k: usize) {
        let stage = &network.stages[k];
        self.z = Some(Norm::of(stage.z()));
        self.a = if stage.z_is_a() { self.z } else { Some(Norm::of(stage.a())) };
    }

    /// Updates the figures after `Backward{k}`; `above` is the stage that handed the gradient down.
    pub(crate) fn backward<R: Real>(&mut self, network: &Network<R>, k: usize, above: Option<Norm>) {
        let stage = &network.stages[k];
        let d_a = Norm::of(stage.d_a());
        let d_z = if stage.z_is_a() { d_a } else { Norm::of(stage.d_z()) };
        self.d_c = network.layers[k].cells().last().and_then(Cell::c_at).map(|at| Norm::of(&stage.blocks[at].d));
        // All time steps share their weights, whose gradient is complete after the backward pass of the first step.
        if k == 0 || !network.layers[k].is_step() {
            self.d_w = Some(of_weights(network, k, &network.parameters.grads));
        }
        let skipped = network.layers.get(k + 1).and_then(Layer::join).map(|(_, join)| {
            let branch = &network.stages[k + 1].d_branch;
            let skip = join.projection.is_some().then(|| Norm::of_difference(stage.d_a(), branch).l2);
            (skip, Norm::of(branch).l2)
        });
        self.factors(d_a, d_z, above, skipped);
        if network.layers[k].is_step() {
            (self.w_factor, self.f_factor) = (None, None);
        }
    }

    /// `skipped`: the norms of the gradients that a projection (none for a plain skip) and the branch handed down.
    fn factors(&mut self, d_a: Norm, d_z: Norm, above: Option<Norm>, skipped: Option<(Option<f64>, f64)>) {
        // A gradient that is exactly 0 has no factor.
        let above = above.filter(|above| above.l2 != 0.0);
        self.w_factor = above.map(|above| d_a.l2 / above.l2);
        self.f_factor = above.filter(|_| d_a.l2 != 0.0).map(|_| d_z.l2 / d_a.l2);
        self.factor = above.map(|above| d_z.l2 / above.l2);
        (self.d_a, self.d_z) = (Some(d_a), Some(d_z));
        // All three are set in every pass, so that no factor of an earlier pass remains.
        let parts =
            above.zip(skipped).map(|(above, (skip, branch))| [skip.unwrap_or(above.l2), branch].map(|d| d / above.l2));
        (self.skip_factor, self.branch_factor) = (parts.map(|parts| parts[0]), parts.map(|parts| parts[1]));
    }

    /// Updates the figures after `Update`.
    pub(crate) fn update<R: Real>(&mut self, network: &Network<R>, k: usize, before: Norm) {
        let delta = of_weights(network, k, &network.parameters.updates);
        self.delta = Some(delta);
        self.update_ratio = (before.l2 != 0.0).then(|| delta.l2 / before.l2);
        self.w = Some(of_weights(network, k, &network.parameters.values));
    }

    /// The update ratio, or what the division gives where W was 0: ∞ or NaN.
    pub(crate) fn quotient(&self) -> Option<f64> {
        self.update_ratio.or(self.delta.map(|delta| delta.l2 / 0.0))
    }

    /// Every figure in a fixed order, for digests.
    pub fn all(&self) -> [Option<f64>; 12] {
        let l2 = |norm: Option<Norm>| norm.map(|norm| norm.l2);
        [
            l2(self.z),
            l2(self.a),
            l2(self.d_a),
            l2(self.d_z),
            l2(self.d_w),
            l2(self.w),
            self.quotient(),
            self.factor,
            self.w_factor,
            self.f_factor,
            self.skip_factor,
            self.branch_factor,
        ]
    }
}

/// The norm of the weights of stage `k` in a slice with the layout of the arena.
pub(crate) fn of_weights<R: Real>(network: &Network<R>, k: usize, arena: &[R]) -> Norm {
    let norms = network.layers[k].weights().map(|range| Norm::of(&arena[range]));
    norms.reduce(Norm::join).unwrap_or_default()
}

/// Whether stage `k` has its own weights. All time steps share those of the first; an output that is h itself has none.
pub(crate) fn own_weights<R: Real>(network: &Network<R>, k: usize) -> bool {
    let layer = &network.layers[k];
    k == 0 || !layer.is_step() && layer.weights().next().is_some()
}

/// Copies the norms of the weights from the first time step to all others, which share them.
pub(crate) fn share_first<R: Real>(network: &Network<R>, figures: &mut [Figures]) {
    let Some((first, rest)) = figures.split_first_mut() else { return };
    for (figures, _) in rest.iter_mut().zip(1..).filter(|(_, k)| !own_weights(network, *k)) {
        (figures.w, figures.delta, figures.update_ratio) = (first.w, first.delta, first.update_ratio);
    }
}

impl Shares {
    /// Counts the fractions of stage `k` for its present batch, over all its activations.
    pub fn of<R: Real>(network: &Network<R>, k: usize) -> Shares {
        let layer = &network.layers[k];
        if let Some(cell) = layer.cells().last() {
            return Shares::of_cell(network, k, cell);
        }
        let limit = R::from_f64(FLAT * layer.activation.steepest());
        let (mut saturated, mut dead, mut units, mut numbers) = (0, 0, 0, 0);
        for (j, f) in layer.activates() {
            let (z, slope) = (network.input_of_op(k, j), f.slope_of(&network.parameters.values));
            for row in z.chunks_exact(network.batch) {
                let slopes = || row.iter().map(|&z| f.activation.df(z, slope).abs());
                saturated += slopes().filter(|&df| df < limit).count();
                dead += usize::from(slopes().all(|df| df == R::ZERO));
            }
            (units, numbers) = (units + f.size, numbers + z.len());
        }
        Shares {
            saturated: saturated as f64 / numbers.max(1) as f64,
            dead: dead as f64 / units.max(1) as f64,
            zero: zeros(network.stages[k].d_z()),
        }
    }

    /// Counts the fractions of a time step: over its gates, or over the argument of f in a plain RNN. In a cell only a
    /// rectifier's units can be dead for good.
    fn of_cell<R: Real>(network: &Network<R>, k: usize, cell: &Cell) -> Shares {
        let (blocks, count, limit) = (&network.stages[k].blocks, cell.size * network.batch, R::from_f64(FLAT));
        let (four, steep) = (R::from_f64(4.0), R::from_f64(cell.activation.steepest()));
        let gates = cell.parts().iter().filter(|part| part.is_gate());
        let gates = gates.flat_map(|part| &blocks[cell.first + part.block].value[part.row * count..][..count]);
        let saturated = if cell.about.is_gated() {
            share(gates, |gate| four * gate * (R::ONE - gate) < limit)
        } else {
            let sums = cell.bent().flat_map(|block| &blocks[block].value);
            share(sums, |z| cell.activation.df(z, R::ZERO).abs() < limit * steep)
        };
        Shares { saturated, dead: 0.0, zero: zeros(network.stages[k].d_z()) }
    }
}

fn zeros<R: Real>(d: &[R]) -> f64 {
    share(d, |d| d == R::ZERO)
}

fn share<'a, R: Real>(values: impl IntoIterator<Item = &'a R>, of: impl Fn(R) -> bool) -> f64 {
    let (mut found, mut all) = (0, 0);
    for &value in values {
        (found, all) = (found + usize::from(of(value)), all + 1);
    }
    found as f64 / all.max(1) as f64
}
