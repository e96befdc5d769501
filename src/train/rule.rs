//! Update rules, sorted in order of increasing complexity: plain loops over the arena.

use crate::net::Parameters;
use crate::num::Real;
use crate::spec::Rule;

impl Rule {
    /// Writes the step into `updates` and adds it to `values`.
    pub(super) fn update<R: Real>(self, parameters: &mut Parameters<R>, learning_rate: f64) {
        let alpha = R::from_f64(learning_rate);
        let Parameters { values, grads, updates, .. } = parameters;
        match self {
            // ΔW = −α·g
            Rule::Sgd => updates.iter_mut().zip(grads).for_each(|(update, g)| *update = -(alpha * *g)),
        }
        values.iter_mut().zip(updates).for_each(|(value, update)| *value += *update);
    }
}
