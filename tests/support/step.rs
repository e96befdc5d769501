//! Steps with given gradients.

use gradient_lab::train::{Phase, Trainer};

/// Takes the gradients given, just before they are clipped, and does the rest of the step.
pub fn step_with(trainer: &mut Trainer<f64>, grads: impl Fn(usize) -> f64) {
    while trainer.next() != Phase::Clip {
        trainer.advance();
    }
    trainer.network.parameters.grads.iter_mut().enumerate().for_each(|(n, grad)| *grad = grads(n));
    trainer.step();
}
