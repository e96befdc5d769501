//! The passes of a network through time: stages 0 to T−1 are the time steps of one set of cells, stage T is the output
//! layer.

use super::layer::Layer;
use super::{Block, Network, Parameters, Stage, Time};
use crate::num::Real;
use alloc::vec::Vec;

impl<R: Real> Network<R> {
    /// The stage with the states before step `k`.
    pub fn past(&self, k: usize) -> Option<&Stage<R>> {
        let time = self.time.as_ref()?;
        Some(if k == 0 { &time.origin } else { &self.stages[k - 1] })
    }

    /// x_t of step `k` \[D×B\].
    pub fn x_at(&self, k: usize) -> &[R] {
        self.time.as_ref().map_or(&self.x[..], |time| time.shape.x(&self.x, k))
    }

    pub(super) fn step_forward(&mut self, k: usize) {
        let Network { layers, parameters, stages, x, batch, time, .. } = self;
        let Some(time) = time else { return };
        if k == time.shape.steps {
            let (steps, answer) = stages.split_at_mut(k);
            steps.iter().enumerate().for_each(|(k, stage)| time.keep(k, stage.a(), *batch));
            return layers[k].forward(parameters, &time.read.value, &mut answer[0]);
        }
        let (before, here) = stages.split_at_mut(k);
        let past = if time.cut(k) { time.held.get(k - 1).or(before.last()) } else { before.last() };
        layers[k].step_forward(&parameters.values, time.shape.x(x, k), past.unwrap_or(&time.origin), &mut here[0]);
    }

    pub(super) fn step_backward(&mut self, k: usize) {
        let Network { layers, parameters, stages, x, batch, time, .. } = self;
        let Some(time) = time else { return };
        if k == time.shape.steps {
            forget(&layers[0], parameters, stages, time);
            let (steps, answer) = stages.split_at_mut(k);
            layers[k].backward(parameters, &time.read.value, &mut answer[0]);
            let (first, columns) = (time.first_read(), time.shape.answers * *batch);
            let Block { value, d, .. } = &mut time.read;
            layers[k].hand_down(&parameters.values, value, &mut answer[0], d);
            for (m, stage) in steps[first..].iter_mut().enumerate() {
                let h = &mut stage.last_mut().d;
                for (to, from) in h.chunks_exact_mut(*batch).zip(d.chunks_exact(columns)) {
                    to.copy_from_slice(&from[m * *batch..(m + 1) * *batch]);
                }
            }
            return;
        }
        let (before, here) = stages.split_at_mut(k);
        let cut = time.cut(k);
        let past = before.last_mut().unwrap_or(&mut time.origin);
        layers[k].step_back(parameters, time.shape.x(x, k), past, &mut here[0]);
        if !cut {
            layers[k].hand_back(&here[0], past);
        }
    }

    /// ∂L/∂x \[T·D×B\], handed down by the lowest cell at every step.
    pub(super) fn steps_input_gradient(&self) -> Vec<R> {
        let steps = self.layers.iter().zip(&self.stages);
        steps
            .flat_map(|(layer, stage)| layer.cells().first().map(|cell| cell.d_x(&stage.blocks[cell.blocks()])))
            .flatten()
            .copied()
            .collect()
    }

    /// Keeps the current states. Where backpropagation is cut, forward reads these.
    pub fn hold(&mut self) {
        let Network { stages, time, .. } = self;
        if let Some(time) = time.as_mut().filter(|time| time.truncate > 0) {
            time.held = stages.clone();
        }
    }

    /// Sets the gradients of all states and of the cells' parameters to 0, before a backward pass adds them up.
    pub fn forget_gradients(&mut self) {
        let Network { layers, parameters, stages, time, .. } = self;
        if let Some(time) = time {
            forget(&layers[0], parameters, stages, time);
        }
    }
}

fn forget<R: Real>(step: &Layer, parameters: &mut Parameters<R>, stages: &mut [Stage<R>], time: &mut Time<R>) {
    let steps = stages[..time.shape.steps].iter_mut().chain([&mut time.origin]);
    for stage in steps {
        for cell in step.cells() {
            cell.states().for_each(|j| stage.blocks[j].d.fill(R::ZERO));
        }
    }
    for tensor in parameters.tensors.iter().filter(|tensor| tensor.stage == 0) {
        parameters.grads[tensor.range.clone()].fill(R::ZERO);
    }
}
