//! One step as norms: gradient → penalty → clip → optimizer → decay → ΔW → W.
//!
//! Each norm is over all parameters together, as in clipping by norm.

use super::Figures;
use crate::num::{Norm, Real};
use crate::spec::LiveKnob;
use crate::train::Trainer;
use alloc::vec;

/// The norms of one step: of the last whole step, or, from the first backward phase on, of the current step. A norm is
/// none if it is not known yet, or if nothing of its kind acts in this step.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct StepNorms {
    /// α of that step.
    pub learning_rate: f64,
    /// The gradient of the loss.
    pub gradient: Option<f64>,
    /// The same with the gradients of the penalties.
    pub penalised: Option<f64>,
    /// After clipping.
    pub clipped: Option<f64>,
    /// The optimizer's part of the step.
    pub rule: Option<f64>,
    /// The part of decoupled decay.
    pub decay: Option<f64>,
    /// ΔW: the sum of both.
    pub update: Option<f64>,
    /// W as it is now.
    pub weights: f64,
}

impl StepNorms {
    /// The norms of the trainer's last step; `before` are the parameters before it.
    pub(crate) fn of<R: Real>(trainer: &Trainer<R>, figures: &[Figures], before: &[R]) -> StepNorms {
        let (parameters, place) = (&trainer.network.parameters, trainer.done() % trainer.per_step());
        let left = trainer.per_step() - place;
        // The first backward phase overwrites the last step's gradients; the last one completes this step's.
        let under_way = place > trainer.stages() as u64 + 2;
        let updated = !under_way && figures[0].delta.is_some();
        let (whole, clipped) = (updated || left <= 2 && under_way, updated || left == 1);
        let step = trainer.steps() - u32::from(updated && trainer.steps() > 0);
        let tuning = trainer.spec.tuning_at(step);
        let acts = |one: LiveKnob, other: LiveKnob| tuning.of(one) + tuning.of(other) > 0.0;
        let path = trainer.clipped().filter(|_| clipped);
        let learning_rate = trainer.spec.learning_rate_at(step);
        let mut norms = StepNorms {
            learning_rate,
            gradient: whole.then(|| Norm::of(trainer.data_grads()).l2),
            penalised: path.filter(|_| acts(LiveKnob::L1, LiveKnob::L2)).map(|path| path.before),
            clipped: path.filter(|_| acts(LiveKnob::ClipNorm, LiveKnob::ClipValue)).map(|path| path.after),
            update: updated.then(|| Norm::of(&parameters.updates).l2),
            weights: Norm::of(&parameters.values).l2,
            ..StepNorms::default()
        };
        norms.rule = norms.update;
        let lambda = tuning.of(LiveKnob::Decay);
        if updated && lambda > 0.0 {
            let share = R::from_f64(learning_rate) * R::from_f64(lambda);
            let mut decay = vec![R::ZERO; parameters.values.len()];
            for range in parameters.tensors.iter().filter(|t| t.role.decays()).map(|tensor| tensor.range.clone()) {
                decay[range.clone()].iter_mut().zip(&before[range]).for_each(|(decay, &w)| *decay = -(share * w));
            }
            norms.rule = Some(Norm::of_difference(&parameters.updates, &decay).l2);
            norms.decay = Some(Norm::of(&decay).l2);
        }
        norms
    }
}
