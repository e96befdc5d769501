//! The live knobs of a spec: their values by step, and changes to them.

use super::list::Entry;
use super::{Knob, Live, LiveKnob, Spec, Tuning, read};
use crate::num::shortest;
use alloc::format;
use alloc::string::String;

impl Entry for Live {
    fn at(&self) -> u32 {
        self.step
    }
    fn what(&self) -> String {
        // The learning rate changes most often, so it is written without its key.
        match self.knob {
            LiveKnob::LearningRate => shortest(self.value),
            knob => format!("{}:{}", knob.key(), shortest(self.value)),
        }
    }
    fn parse(at: &str, what: &str) -> Result<Live, String> {
        let (key, value) = what.split_once(':').unwrap_or(("learning_rate", what));
        let knob = LiveKnob::from_key(key).ok_or_else(|| format!("“{}” is not a live knob", read::excerpt(key)))?;
        let mut scratch = Spec::default();
        let row = Knob::named(key);
        row.map_or(Ok(()), |row| row.write(&mut scratch, value))?;
        let step = read::integer("a step", at, 0, super::text::LAST_STEP)?;
        Ok(Live { step, knob, value: scratch.tuning().of(knob) })
    }
    fn check(&self) -> Result<(), String> {
        read::within_limits("a step", f64::from(self.step), 0.0, f64::from(super::text::LAST_STEP))?;
        let mut scratch = Spec::default();
        scratch.change_live(0, self.knob, self.value);
        Knob::named(self.knob.key()).map_or(Ok(()), |row| row.check(&scratch))
    }
    fn same_place(&self, other: &Live) -> bool {
        self.step == other.step && self.knob == other.knob
    }
}

impl Spec {
    /// The initial values of the live knobs.
    pub fn tuning(&self) -> Tuning {
        let Spec { learning_rate, momentum, clip_norm, clip_value, l1, l2, decay, dropout, .. } = *self;
        Tuning([learning_rate, momentum, clip_norm, clip_value, l1, l2, decay, dropout])
    }

    /// Sets the initial values of the live knobs.
    pub fn set_tuning(&mut self, tuning: Tuning) {
        let [learning_rate, momentum, clip_norm, clip_value, l1, l2, decay, dropout] = tuning.0;
        (self.learning_rate, self.momentum, self.clip_norm, self.clip_value) =
            (learning_rate, momentum, clip_norm, clip_value);
        (self.l1, self.l2, self.decay, self.dropout) = (l1, l2, decay, dropout);
    }

    /// From `step` on `knob` has this value; later scheduled changes of it are dropped. At step 0 it is the initial
    /// value.
    pub fn change_live(&mut self, step: u32, knob: LiveKnob, value: f64) {
        self.live.retain(|change| change.knob != knob || change.step < step);
        if step == 0 {
            let mut tuning = self.tuning();
            tuning.0[knob as usize] = value;
            return self.set_tuning(tuning);
        }
        let place = self.live.partition_point(|change| change.step <= step);
        self.live.insert(place, Live { step, knob, value });
    }

    /// The live knobs at a step, with the changes made up to then.
    pub fn tuning_at(&self, step: u32) -> Tuning {
        let mut tuning = self.tuning();
        for change in self.live.iter().take_while(|change| change.step <= step) {
            tuning.0[change.knob as usize] = change.value;
        }
        tuning
    }

    /// α at a step: the value of the knob at that step, times warm-up and schedule.
    pub fn learning_rate_at(&self, step: u32) -> f64 {
        let warm = f64::from(step + 1) / f64::from(self.warmup_steps.max(1));
        let factor = self.schedule.at(step, self.schedule_steps, self.schedule_factor);
        self.tuning_at(step).of(LiveKnob::LearningRate) * warm.min(1.0) * factor
    }
}
