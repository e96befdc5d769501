//! The activations of inputs other than the batch.

use crate::seeds::open::session;
use gradient_lab::num::Real;
use gradient_lab::session::{Digest, Session};
use gradient_lab::train::Phase;

/// Without dropout and batch norm an evaluation is the forward pass.
fn agree<R: Real>(text: &str) {
    let mut session: Session<R> = session(text, 2);
    while session.trainer().next() != Phase::Loss {
        session.advance();
    }
    let before = Digest::of(&session);
    let frame = session.frame();
    let x: Vec<f64> = frame.tensors.inputs().iter().collect();
    let activations = frame.tensors.activations_of(&x, frame.place.batch);
    let network = &session.trainer().network;
    assert_eq!(activations.len(), network.stages.len(), "{text}");
    for (k, (got, stage)) in activations.iter().zip(&network.stages).enumerate() {
        let want: Vec<f64> = stage.a().iter().map(|a| a.to_f64()).collect();
        assert_eq!(got, &want, "{text}: stage {k}");
    }
    assert_eq!(Digest::of(&session), before, "{text}");
}

#[test]
fn the_batch_has_the_activations_of_the_forward_pass() {
    for text in [
        "data=circles&hidden_layers=3&width=6&activation=tanh&batch=8",
        "data=circles&hidden_layers=3&width=6&skip=identity&norm=layer&batch=8",
        "data=adding&length=9&width=5&cell=lstm&batch=8",
        "data=copy&length=9&width=5&cell=gru&cell_layers=2&batch=8",
    ] {
        agree::<f32>(text);
        agree::<f64>(text);
    }
}
