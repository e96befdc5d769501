//! Update rules, in order of increasing complexity, and how the learning rate changes during training.

use super::choice::choices;

/// What sets an update rule apart from the others; its arithmetic is in `train`.
#[derive(Clone, Copy, Debug)]
pub struct RuleDescription {
    /// Keys of the knobs that act on this rule but not on every rule.
    pub knobs: &'static [&'static str],
    /// Symbols of what it remembers from step to step: one number per parameter each.
    pub memory: &'static [&'static str],
    /// Whether it divides by the gradient's own size, so that small gradients make ordinary steps.
    pub adapts: bool,
    /// Its default for decoupled decay.
    pub decay: f64,
}

const SGD: RuleDescription = RuleDescription { knobs: &[], memory: &[], adapts: false, decay: 0.0 };
const MOMENTUM: RuleDescription = RuleDescription { knobs: &["momentum"], memory: &["v"], ..SGD };
const ADAM: RuleDescription =
    RuleDescription { knobs: &["beta1", "beta2", "epsilon"], memory: &["m", "s"], adapts: true, ..SGD };

choices! {
    /// How a gradient g becomes a step ΔW; α is the learning rate, and ε is always outside the root.
    Rule: RuleDescription {
        Sgd "sgd" "SGD" "ΔW = −α·g" => SGD,
        Momentum "momentum" "momentum"
            "v ← μ·v + g, ΔW = −α·v (Polyak 1964): steps in the same direction add up" => MOMENTUM,
        Nesterov "nesterov" "Nesterov"
            "v ← μ·v + g, ΔW = −α·(g + μ·v): momentum that looks one step ahead" => MOMENTUM,
        Adagrad "adagrad" "AdaGrad"
            "s ← s + g², ΔW = −α·g/(√s + ε) (Duchi 2011): a learning rate per weight that only falls" =>
            RuleDescription { knobs: &["epsilon"], memory: &["s"], ..ADAM },
        Rmsprop "rmsprop" "RMSProp"
            "s ← ρ·s + (1−ρ)·g², ΔW = −α·g/(√s + ε) (Tieleman & Hinton 2012): AdaGrad with a mean that fades" =>
            RuleDescription { knobs: &["rho", "epsilon"], memory: &["s"], ..ADAM },
        Adam "adam" "Adam"
            "ΔW = −α·m̂/(√ŝ + ε): running means of g and g², corrected for their start at 0 (Kingma & Ba 2014)" => ADAM,
        Adamw "adamw" "AdamW" "Adam with decoupled weight decay, 0.01 by default (Loshchilov & Hutter 2017)" =>
            RuleDescription { decay: 0.01, ..ADAM },
        Muon "muon" "Muon"
            "W: V ← μ·V + G, ΔW = −α·√max(1, O/I)·orthogonalized(G + μ·V) (Jordan 2024); all else: Adam" =>
            RuleDescription {
                knobs: &["momentum", "beta1", "beta2", "epsilon"],
                memory: &["v (m where Adam acts)", "s"],
                ..ADAM
            },
    }
}

impl Rule {
    /// Its default for decoupled decay.
    pub fn decay(self) -> f64 {
        self.description().decay
    }

    /// Whether its step is scaled by the gradient's own size, so that small gradients make ordinary steps.
    pub fn adapts(self) -> bool {
        self.description().adapts
    }
}

choices! {
    /// Factor on the learning rate at step t; T is the schedule's length.
    Schedule {
        Constant "constant" "constant" "1",
        Step "step" "step" "factorᵏ, k = ⌊t/T⌋: a jump after every T training steps",
        Exponential "exponential" "exponential" "factor^(t/T): a smooth version of step",
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
