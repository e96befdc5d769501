//! What may change while an experiment runs, and the record of such changes.

use super::choice::choices;
use super::list;

/// The phase of a step that reads a live knob: a change made before it acts on this step, a later one on the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadBy {
    /// Drawing the batch and the dropped units.
    Sample,
    /// Adding penalties and clipping.
    Clip,
    /// Updating the parameters.
    Update,
}

choices! {
    /// A knob that acts on the running experiment: its key (the knob's), symbol and name, and the phase that reads it.
    LiveKnob: ReadBy {
        LearningRate "learning_rate" "α" "learning rate" => ReadBy::Update,
        Momentum "momentum" "μ" "momentum" => ReadBy::Update,
        ClipNorm "clip_norm" "clip" "limit of the gradient's norm" => ReadBy::Clip,
        ClipValue "clip_value" "clip value" "limit of each entry of the gradient" => ReadBy::Clip,
        L1 "l1" "L1" "L1 penalty" => ReadBy::Clip,
        L2 "l2" "L2" "L2 penalty" => ReadBy::Clip,
        Decay "decay" "decay" "decoupled weight decay" => ReadBy::Update,
        Dropout "dropout" "dropout" "fraction of units that are dropped" => ReadBy::Sample,
    }
}

/// The values of all live knobs at one step, in the order of [`LiveKnob::ALL`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tuning(pub [f64; LiveKnob::ALL.len()]);

impl Tuning {
    /// The value of one knob.
    pub fn of(&self, knob: LiveKnob) -> f64 {
        self.0[knob as usize]
    }
}

/// From step `step` on, this knob has this value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Live {
    /// The first step it holds for.
    pub step: u32,
    /// The knob.
    pub knob: LiveKnob,
    /// Its value from there on.
    pub value: f64,
}

impl Live {
    /// The largest number of changes that an experiment, and so its link, keeps.
    pub const MOST: usize = list::LONGEST;
}
