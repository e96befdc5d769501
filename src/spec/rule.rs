//! Update rules, sorted in order of increasing complexity, and how the learning rate changes with time.

use super::choice::choices;

choices! {
    /// How a gradient g becomes a step ΔW; α is the learning rate, ε stands outside the root everywhere.
    Rule {
        Sgd "sgd" "SGD" "ΔW = −α·g",
        Momentum "momentum" "momentum" "v ← μ·v + g, ΔW = −α·v (Polyak 1964): steps in the same direction add up",
        Nesterov "nesterov" "Nesterov" "v ← μ·v + g, ΔW = −α·(g + μ·v): momentum that looks one step ahead",
        Adagrad "adagrad" "AdaGrad" "s ← s + g², ΔW = −α·g/(√s + ε) (Duchi 2011): a rate of its own for every weight, always falling",
        Rmsprop "rmsprop" "RMSProp" "s ← ρ·s + (1−ρ)·g², ΔW = −α·g/(√s + ε) (Tieleman & Hinton 2012): the same, with a memory that fades",
        Adam "adam" "Adam" "m and s as fading means of g and g², both corrected for their start at 0 (Kingma & Ba 2014)",
        Adamw "adamw" "AdamW" "Adam with decoupled decay, 0.01 unless set otherwise (Loshchilov & Hutter 2017)",
    }
}

impl Rule {
    /// The decoupled decay that comes with it.
    pub fn decay(self) -> f64 {
        if self == Rule::Adamw { 0.01 } else { 0.0 }
    }

    /// Whether its step is scaled by the gradient's own size, so that small gradients make ordinary steps.
    pub fn adapts(self) -> bool {
        !matches!(self, Rule::Sgd | Rule::Momentum | Rule::Nesterov)
    }
}

choices! {
    /// Factor on the learning rate at step t; T is the schedule's length.
    Schedule {
        Constant "constant" "constant" "1",
        Step "step" "step" "factorᵏ, k = ⌊t/T⌋: a jump after every T steps",
        Exponential "exponential" "exponential" "factor^(t/T): smoothly what step does in jumps",
        Cosine "cosine" "cosine" "½(1 + cos(π·t/T)) down to 0 at T",
    }
}

impl Schedule {
    /// The factor at `step`, for a schedule of `length` steps that falls by `factor`.
    pub fn at(self, step: u32, length: u32, factor: f64) -> f64 {
        let share = f64::from(step) / f64::from(length.max(1));
        match self {
            Schedule::Constant => 1.0,
            Schedule::Step => libm::pow(factor, crate::num::floor(share)),
            Schedule::Exponential => libm::pow(factor, share),
            Schedule::Cosine => 0.5 * (1.0 + libm::cos(core::f64::consts::PI * share.min(1.0))),
        }
    }
}
