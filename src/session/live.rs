//! Live knobs: changes that act on the run without a restart.

use super::Session;
use crate::num::Real;
use crate::spec::{Live, LiveKnob, ReadBy, Tuning};

impl<R: Real> Session<R> {
    /// Changes a live knob from the current step on, or from the next step if this one has already read it. At step 0
    /// it changes the initial value. Returns false, and changes nothing, if the experiment already has as many changes
    /// as its link can keep.
    pub fn set_live(&mut self, knob: LiveKnob, value: f64) -> bool {
        let (step, now) = (self.first_step_for(knob), self.trainer.steps());
        let (done, per_step) = (self.trainer.done(), self.trainer.per_step());
        let spec = &mut self.trainer.spec;
        // After a rewind, changes at later steps are dropped, except those that this step deferred to the next one.
        spec.live.retain(|change| change.step <= now + u32::from(!done.is_multiple_of(per_step)));
        let room = done == 0 || spec.live.len() < Live::MOST;
        if room {
            spec.change_live(step, knob, value);
        }
        room
    }

    /// The live knobs, with the values that the next phase to read them will use.
    pub fn tuning(&self) -> Tuning {
        let now = self.trainer.steps();
        let (mut tuning, next) = (self.trainer.spec.tuning_at(now), self.trainer.spec.tuning_at(now + 1));
        for &knob in LiveKnob::ALL.iter().filter(|&&knob| self.first_step_for(knob) > now) {
            tuning.0[knob as usize] = next.of(knob);
        }
        tuning
    }

    /// The first step that a change made now can act on, so that a replay applies it at the same point.
    fn first_step_for(&self, knob: LiveKnob) -> u32 {
        let (place, per_step) = (self.trainer.done() % self.trainer.per_step(), self.trainer.per_step());
        let read_at = match knob.description() {
            ReadBy::Sample => 0,
            ReadBy::Clip => per_step - 2,
            ReadBy::Update => per_step - 1,
        };
        self.trainer.steps() + u32::from(place > read_at)
    }
}
