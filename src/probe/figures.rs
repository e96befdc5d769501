//! The figures of one stage: how strong the signal, the gradient and the update are.

use crate::net::Network;
use crate::num::{Norm, Real};
use crate::spec::Activation;

/// Norms of one stage, each of the last time its phase ran; none before that. All in f64.
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
    /// ∂L/∂W \[O×I\].
    pub d_w: Option<Norm>,
    /// W \[O×I\], as the last update left it.
    pub w: Option<Norm>,
    /// ‖ΔW‖/‖W‖ of the last update, W as it was before.
    pub update_ratio: Option<f64>,
    /// ‖dz_k‖/‖dz_{k+1}‖ = `w_factor` · `f_factor`: what this layer multiplies the gradient by. None for the
    /// output, and where the gradient from above is exactly 0.
    pub factor: Option<f64>,
    /// ‖W_{k+1}ᵀ·dz_{k+1}‖/‖dz_{k+1}‖.
    pub w_factor: Option<f64>,
    /// ‖f′ ⊙ da‖/‖da‖.
    pub f_factor: Option<f64>,
}

/// Shares of units or numbers in a stage that are in trouble; counted only where something reads them.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Shares {
    /// |f′(z)| below 5 % of f's steepest slope, of all units and examples.
    pub saturated: f64,
    /// Units with f′ = 0 exactly for every example of the batch.
    pub dead: f64,
    /// Entries of ∂L/∂z that are exactly 0.
    pub zero: f64,
}

impl Figures {
    /// After `Forward{k}`.
    pub(super) fn forward<R: Real>(&mut self, network: &Network<R>, k: usize) {
        self.z = Some(Norm::of(&network.stages[k].z));
        // Of a linear stage a is z: no second pass.
        let linear = network.layers[k].activation == Activation::Identity;
        self.a = if linear { self.z } else { Some(Norm::of(&network.stages[k].a)) };
    }

    /// After `Backward{k}`; `above` is the stage that handed the gradient down.
    pub(super) fn backward<R: Real>(&mut self, network: &Network<R>, k: usize, above: Option<Norm>) {
        let stage = &network.stages[k];
        let (d_a, d_z) = (Norm::of(&stage.d_a), Norm::of(&stage.d_z));
        self.d_w = Some(Norm::of(&network.parameters.grads[network.layers[k].w.clone()]));
        // Of a gradient that is exactly 0 there is no factor: nothing came to be multiplied.
        let above = above.filter(|above| above.l2 != 0.0);
        self.w_factor = above.map(|above| d_a.l2 / above.l2);
        self.f_factor = above.filter(|_| d_a.l2 != 0.0).map(|_| d_z.l2 / d_a.l2);
        self.factor = above.map(|above| d_z.l2 / above.l2);
        (self.d_a, self.d_z) = (Some(d_a), Some(d_z));
    }

    /// After `Update`.
    pub(super) fn update<R: Real>(&mut self, network: &Network<R>, k: usize, before: Norm) {
        let w = network.layers[k].w.clone();
        self.update_ratio = Some(Norm::of(&network.parameters.updates[w.clone()]).l2 / before.l2);
        self.w = Some(Norm::of(&network.parameters.values[w]));
    }

    /// Every figure in a fixed order, for digests.
    pub fn all(&self) -> [Option<f64>; 10] {
        let l2 = |norm: Option<Norm>| norm.map(|norm| norm.l2);
        let [z, a, d_a, d_z, d_w, w] = [self.z, self.a, self.d_a, self.d_z, self.d_w, self.w].map(l2);
        [z, a, d_a, d_z, d_w, w, self.update_ratio, self.factor, self.w_factor, self.f_factor]
    }
}

impl Shares {
    /// Counts the shares of stage `k` for the batch that is in it.
    pub fn of<R: Real>(network: &Network<R>, k: usize) -> Shares {
        let (layer, stage) = (&network.layers[k], &network.stages[k]);
        let slope = layer.slope_of(&network.parameters.values);
        let limit = R::from_f64(0.05 * layer.activation.steepest());
        let (mut saturated, mut dead) = (0, 0);
        for row in stage.z.chunks_exact(network.batch) {
            let slopes = || row.iter().map(|&z| layer.activation.df(z, slope).abs());
            saturated += slopes().filter(|&df| df < limit).count();
            dead += usize::from(slopes().all(|df| df == R::ZERO));
        }
        let zero = stage.d_z.iter().filter(|&&d| d == R::ZERO).count();
        let numbers = stage.z.len() as f64;
        Shares {
            saturated: saturated as f64 / numbers,
            dead: dead as f64 / layer.outputs as f64,
            zero: zero as f64 / numbers,
        }
    }
}
