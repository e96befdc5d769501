//! Reach: how strongly the last state of a recurrent network depends on every earlier one, as Jacobians.
//!
//! One backward pass gives one row of all these Jacobians. So a copy of the network runs the same example in every
//! column of a batch, and each column starts backward with the gradient of another unit of the last state.

use crate::net::Network;
use crate::num::{Norm, Real, largest_singular_values};
use crate::spec::Spec;
use alloc::vec;
use alloc::vec::Vec;

/// Rows per backward pass: more would need as much memory as a large batch.
pub(crate) const TOGETHER: usize = 16;
/// Squarings of a matrix: the 4096th root of the norm of its 4096th power is its spectral radius to three digits.
const SQUARINGS: u32 = 12;
/// One half, with room for the rounding of a norm that is exactly half.
const HALF: f64 = 0.5 * (1.0 + 1e-12);

/// ∂s_T/∂s_t of one example: s = c where the cell has a cell state, else h.
#[derive(Clone, Debug, PartialEq)]
pub struct Reach {
    /// H.
    pub size: usize,
    /// By t, from 0 to T: \[H×H\], row i of s_t, column j of s_T.
    pub jacobians: Vec<Vec<f64>>,
}

/// A reach without its Jacobians, which may take much memory.
#[derive(Clone, Debug, PartialEq)]
pub struct ReachCurve {
    /// Frobenius norms by t; that of the last state, the identity, is √H.
    pub norms: Vec<f64>,
}

/// The computation of a reach, one time step after the other. It works on a snapshot, so the run may go on meanwhile.
#[derive(Clone, Debug)]
pub struct Reaching {
    copy: Network<f64>,
    /// H, and T.
    size: usize,
    steps: usize,
    /// Time steps done: of the forward pass, and of one backward pass for each group of rows.
    done: usize,
    jacobians: Vec<Vec<f64>>,
}

impl Reaching {
    /// Starts from a recurrent network and `example` of its batch (the last one for any beyond); none through depth.
    pub fn new<R: Real>(network: &Network<R>, spec: &Spec, example: usize) -> Option<Reaching> {
        let time = network.time.as_ref()?;
        let (steps, size) = (time.shape.steps, network.layers[0].outputs);
        let example = example.min(network.batch - 1);
        let features = network.x.len() / network.batch;
        let columns = size.min(TOGETHER);
        let mut copy: Network<f64> =
            Network::unstarted(spec, features, time.shape.outputs * time.shape.answers, columns);
        copy_values(&network.parameters.values, &mut copy.parameters.values);
        let pick = |from: &[R], to: &mut [f64]| {
            for (to, from) in to.chunks_exact_mut(columns).zip(from.chunks_exact(network.batch)) {
                to.fill(from[example].to_f64());
            }
        };
        pick(&network.x, &mut copy.x);
        if let Some(origin) = copy.time.as_mut().map(|time| &mut time.origin) {
            let pairs = origin.blocks.iter_mut().zip(&time.origin.blocks);
            pairs.for_each(|(to, from)| pick(&from.value, &mut to.value));
        }
        Some(Reaching { copy, size, steps, done: 0, jacobians: vec![vec![0.0; size * size]; steps + 1] })
    }

    /// Computes one more time step; true when that was the last.
    pub fn advance(&mut self) -> bool {
        let (pass, at) = (self.done / self.steps, self.done % self.steps);
        if pass == 0 {
            self.copy.forward(at);
        } else {
            let from = (pass - 1) * self.copy.batch;
            if at == 0 {
                self.copy.seed(from);
            }
            self.copy.backward(self.steps - 1 - at);
            if at + 1 == self.steps {
                self.take(from);
            }
        }
        self.done += 1;
        self.done >= (1 + self.size.div_ceil(self.copy.batch)) * self.steps
    }

    /// Copies the rows that a backward pass computed from the states' gradients.
    fn take(&mut self, from: usize) {
        let Reaching { copy, size, jacobians, .. } = self;
        let width = copy.batch.min(*size - from);
        for (t, jacobian) in jacobians.iter_mut().enumerate() {
            let d = copy.state_gradient(t);
            for (row, d) in jacobian.chunks_exact_mut(*size).zip(d.chunks_exact(copy.batch)) {
                row[from..from + width].copy_from_slice(&d[..width]);
            }
        }
    }

    /// The result.
    pub fn reach(self) -> Reach {
        Reach { size: self.size, jacobians: self.jacobians }
    }
}

impl Reach {
    /// Computes the whole reach at once.
    pub fn of<R: Real>(network: &Network<R>, spec: &Spec, example: usize) -> Option<Reach> {
        let mut reaching = Reaching::new(network, spec, example)?;
        while !reaching.advance() {}
        Some(reaching.reach())
    }

    /// The curve that charts and sentences need.
    pub fn curve(&self) -> ReachCurve {
        ReachCurve { norms: self.jacobians.iter().map(|jacobian| Norm::of(jacobian).l2).collect() }
    }

    /// Largest singular values by t.
    pub fn spectral(&self) -> Vec<f64> {
        self.jacobians.iter().map(|jacobian| largest_singular_values(jacobian, self.size)[0]).collect()
    }
}

impl ReachCurve {
    /// Steps back from the end until the norm has halved; none if it never does.
    pub fn half_life(&self) -> Option<usize> {
        let last = self.norms.len() - 1;
        (0..=last).find(|lag| self.norms[last - lag] <= HALF * self.norms[last])
    }

    /// The norm at the first state as a share of that at the last; NaN where that is 0.
    pub fn left(&self) -> f64 {
        self.norms[0] / self.norms[self.norms.len() - 1]
    }
}

impl Network<f64> {
    /// Clears all gradients and sets column j of the last state's gradient to the unit vector of unit `from` + j.
    fn seed(&mut self, from: usize) {
        self.forget_gradients();
        let batch = self.batch;
        let (Some(cell), Some(time)) = (self.layers[0].cells().last(), &self.time) else { return };
        let at = cell.carried_at();
        let d = &mut self.stages[time.shape.steps - 1].blocks[at].d;
        d.iter_mut().skip(from * batch).step_by(batch + 1).take(batch).for_each(|d| *d = 1.0);
    }

    /// The gradient of the state s_t.
    fn state_gradient(&self, t: usize) -> &[f64] {
        let at = self.layers[0].cells().last().map_or(0, |cell| cell.carried_at());
        self.past(t).map_or(&[], |stage| &stage.blocks[at].d)
    }
}

fn copy_values<R: Real>(from: &[R], to: &mut [f64]) {
    to.iter_mut().zip(from).for_each(|(to, from)| *to = from.to_f64());
}

/// The spectral radius of a square matrix: lim ‖Wᵏ‖^(1/k), by squaring (Gelfand).
pub fn spectral_radius(w: &[f64], size: usize) -> f64 {
    let (mut power, mut log, mut exponent) = (w.to_vec(), 0.0, 1.0);
    for round in 0..=SQUARINGS {
        let norm = Norm::of(&power).l2;
        if norm == 0.0 || !norm.is_finite() {
            return norm;
        }
        log += libm::log(norm) / exponent;
        power.iter_mut().for_each(|entry| *entry /= norm);
        if round < SQUARINGS {
            let mut squared = vec![0.0; size * size];
            crate::num::product(&power, &power, None, &mut squared, size);
            (power, exponent) = (squared, 2.0 * exponent);
        }
    }
    libm::exp(log)
}
