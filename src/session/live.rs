//! Live knobs: changes that act on the run without a restart.

use super::Session;
use crate::num::Real;
use crate::spec::{Live, LiveKnob, ReadBy, Tuning};

impl<R: Real> Session<R> {
    /// Turns a live knob from the step under way on, or from the next one where this step has already read it. At
    /// step 0 the value is simply the initial one. False, and nothing changed, where the experiment holds as many
    /// changes as its link can keep.
    pub fn set_live(&mut self, knob: LiveKnob, value: f64) -> bool {
        let (step, now) = (self.first_step_for(knob), self.trainer.steps());
        let (done, per_step) = (self.trainer.done(), self.trainer.per_step());
        let spec = &mut self.trainer.spec;
        // After a rewind, changes of the abandoned future go; what this very step has put off to the next one stays.
        spec.live.retain(|change| change.step <= now + u32::from(!done.is_multiple_of(per_step)));
        let room = done == 0 || spec.live.len() < Live::MOST;
        if room {
            spec.change_live(step, knob, value);
        }
        room
    }

    /// The live knobs, each as the phase that reads it next will find it.
    pub fn tuning(&self) -> Tuning {
        let now = self.trainer.steps();
        let (mut tuning, next) = (self.trainer.spec.tuning_at(now), self.trainer.spec.tuning_at(now + 1));
        for &knob in LiveKnob::ALL.iter().filter(|&&knob| self.first_step_for(knob) > now) {
            tuning.0[knob as usize] = next.of(knob);
        }
        tuning
    }

    /// The first step that a change made now can act on, so that a replay meets it at the same place.
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
