//! Update rules, sorted in order of increasing complexity.

use super::choice::choices;

choices! {
    /// How a gradient becomes a step.
    Rule {
        Sgd "sgd" "SGD" "W ← W − α·∂L/∂W",
    }
}
