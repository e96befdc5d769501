//! A step is its phases, in order, each writing its own numbers.

use super::runs::{EXPERIMENTS, blocks};
use crate::open::spec;
use gradient_lab::train::{Phase, Trainer};

#[test]
fn a_step_is_its_phases_in_order() {
    for text in EXPERIMENTS {
        let mut whole: Trainer<f32> = Trainer::new(&spec(text)).expect("a valid spec");
        let mut single = whole.clone();
        for step in 0..5 {
            whole.step();
            let stages = single.stages();
            let mut expected = vec![Phase::Sample];
            expected.extend((0..stages).map(|stage| Phase::Forward { stage }));
            expected.push(Phase::Loss);
            expected.extend((0..stages).rev().map(|stage| Phase::Backward { stage }));
            expected.extend([Phase::Clip, Phase::Update]);
            assert_eq!(expected.len() as u64, single.per_step());
            for phase in expected {
                assert_eq!(single.next(), phase);
                assert_eq!(single.advance(), phase, "{text}");
            }
            assert_eq!((single.steps(), single.done()), (step + 1, u64::from(step + 1) * single.per_step()));
            assert_eq!(blocks(&whole), blocks(&single), "{text}");
            assert_eq!(whole.loss_value.to_bits(), single.loss_value.to_bits());
        }
        // What is left of a step under way is finished, not begun anew.
        (0..3).for_each(|_| assert_ne!(single.advance(), Phase::Update));
        single.step();
        whole.step();
        assert_eq!(blocks(&whole), blocks(&single), "{text}");
    }
}

/// What of a trainer each phase may change.
fn parts(trainer: &Trainer<f64>) -> Vec<(&'static str, Vec<f64>)> {
    let (network, mut state) = (&trainer.network, Vec::new());
    trainer.save(&mut state);
    let parameters = &network.parameters;
    let memory = state.split_off(parameters.values.len() + parameters.running.len());
    let masks = network.layers.iter().zip(&network.stages).flat_map(|(layer, stage)| {
        layer.activates().flat_map(|(j, _)| stage.blocks[j].kept.clone()).collect::<Vec<f64>>()
    });
    vec![
        ("parameters", parameters.values.clone()),
        ("updates", parameters.updates.clone()),
        ("running statistics", parameters.running.clone()),
        ("memory", memory),
        ("masks", masks.collect()),
        ("batch", network.x.clone()),
        ("gradients", parameters.grads.clone()),
        ("loss", vec![trainer.loss_value].into_iter().filter(|loss| !loss.is_nan()).collect()),
    ]
}

/// The phases that may change a part.
fn may_change(part: &str, phase: Phase) -> bool {
    match part {
        "parameters" | "updates" | "memory" => phase == Phase::Update,
        "running statistics" => matches!(phase, Phase::Forward { .. }),
        "masks" | "batch" => phase == Phase::Sample,
        "gradients" => matches!(phase, Phase::Backward { .. } | Phase::Clip),
        "loss" => phase == Phase::Loss,
        other => panic!("{other}"),
    }
}

#[test]
fn each_phase_touches_its_own() {
    let mut changed = Vec::new();
    for text in EXPERIMENTS {
        let mut trainer: Trainer<f64> = Trainer::new(&spec(text)).expect("a valid spec");
        for _ in 0..3 * trainer.per_step() {
            let before = trainer.clone();
            let phase = trainer.advance();
            for ((part, old), (_, new)) in parts(&before).into_iter().zip(parts(&trainer)) {
                assert!(old == new || may_change(part, phase), "{text}: {phase:?} changes the {part}");
                if old != new {
                    changed.push(part);
                }
            }
            stages(text, &before, &trainer, phase);
        }
    }
    for (part, _) in parts(&Trainer::new(&spec(EXPERIMENTS[0])).expect("a valid spec")) {
        assert!(changed.contains(&part), "nothing ever changed the {part}");
    }
}

/// A stage is written by its own phases, and its ∂L/∂a by the stage above.
fn stages(text: &str, before: &Trainer<f64>, after: &Trainer<f64>, phase: Phase) {
    let last = before.network.last();
    for (k, (old, new)) in before.network.stages.iter().zip(&after.network.stages).enumerate() {
        let (own, above) = (Phase::Backward { stage: k }, Phase::Backward { stage: k + 1 });
        // Through time the answer's backward sets every state's gradient, most of them to 0.
        let answer = before.network.time.is_some() && phase == Phase::Backward { stage: last };
        let output_loss = phase == Phase::Loss && k == last;
        for (j, (old, new)) in old.blocks.iter().zip(&new.blocks).enumerate() {
            let at = format!("{text}: {phase:?} writes block {j} of stage {k}");
            assert!(old.value == new.value || phase == Phase::Forward { stage: k }, "{at}");
            assert!(old.d == new.d || phase == own || phase == above || answer || output_loss, "{at}");
        }
        let handed = phase == above || answer || output_loss;
        assert!(old.d_a() == new.d_a() || handed, "{text}: {phase:?} writes da of stage {k}");
        assert!(old.d_branch == new.d_branch || phase == own, "{text}: {phase:?} writes the branch of stage {k}");
    }
}
