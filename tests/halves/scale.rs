//! A loss scale is what it says: the gradients that are stored without it are those of a run that multiplies the loss,
//! bit for bit.

use crate::seeds::spec;
use gradient_lab::num::Format;
use gradient_lab::train::{Phase, Trainer};

const EXPERIMENTS: &[&str] = &[
    "data=circles&hidden_layers=10&activation=sigmoid",
    "data=spiral&hidden_layers=4&width=8&layer_width=2:6&skip=report&branch_layers=2&norm=batch&activation=prelu",
    "data=spiral&hidden_layers=4&width=8&skip=pre_activation&norm=layer&activation=gelu&dropout=0.3",
    "data=adding&cell=lstm&length=20&width=8&batch=16",
    "data=copy&cell=gru&cell_layers=2&length=9&width=6&batch=8&truncate=4",
];

/// A trainer before its backward pass.
fn before_backward(text: &str) -> Trainer<f32> {
    let mut trainer = Trainer::new(&spec(text)).expect("a valid spec");
    while !matches!(trainer.next(), Phase::Backward { .. }) {
        trainer.advance();
    }
    trainer
}

fn scaled_bits(numbers: &[f32], scale: f32) -> Vec<u32> {
    numbers.iter().map(|x| (x * scale).to_bits()).collect()
}

#[test]
fn gradients_under_a_loss_scale_are_those_of_the_scaled_loss_divided_by_it() {
    for text in EXPERIMENTS {
        let scale = 2f32.powi(12);
        let mut lab = before_backward(&format!("{text}&precision=f16&loss_scale=12"));
        // The scaled loss, in plain f16.
        let mut plain = before_backward(&format!("{text}&precision=f16"));
        let (loss, y) = (plain.loss(), plain.network.y.clone());
        let outputs = plain.network.layers[plain.network.last()].outputs;
        let output = plain.network.stages.last_mut().expect("an output").last_mut();
        loss.evaluate(&output.value, &y, &mut output.d, output.value.len() / outputs);
        output.d.iter_mut().for_each(|d| *d *= scale);
        Format::HALF.round(&mut output.d);
        while lab.next() != Phase::Clip {
            assert_eq!(lab.advance(), plain.advance());
            // What this pass has not reached yet is 0 in both.
            for (ours, theirs) in lab.network.stages.iter().zip(&plain.network.stages) {
                for (ours, theirs) in ours.blocks.iter().zip(&theirs.blocks) {
                    assert_eq!(scaled_bits(&ours.d, scale), scaled_bits(&theirs.d, 1.0), "{text}");
                }
            }
        }
        let [ours, theirs] = [&lab, &plain].map(|trainer| &trainer.network.parameters.grads);
        assert_eq!(scaled_bits(ours, scale), scaled_bits(theirs, 1.0), "{text}");
        assert!(ours.iter().any(|&g| g != 0.0));
    }
}

/// The range of bf16, f32 and f64 needs no scale.
#[test]
fn only_f16_takes_a_loss_scale() {
    for precision in ["bf16", "f32", "f64"] {
        let run = |more: &str| {
            let mut trainer = Trainer::<f32>::new(&spec(&format!(
                "data=circles&hidden_layers=3&activation=tanh&precision={precision}{more}"
            )))
            .expect("a valid spec");
            (0..5).for_each(|_| trainer.step());
            trainer.network.parameters.values
        };
        assert_eq!(run(""), run("&loss_scale=15"));
    }
}
