//! E, F: clipping, penalties, dropout: what they are for, and what they do not cure.

use crate::seeds::open::run_of;
use crate::seeds::{at_init, losses, not_finite, range, recent, report, report_steps, seeds, spec};
use gradient_lab::data::{Data, generate};
use gradient_lab::net::{Evaluation, Evaluator};
use gradient_lab::num::Norm;
use gradient_lab::train::Trainer;

fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    0.5 * (sorted[(sorted.len() - 1) / 2] + sorted[sorted.len() / 2])
}

/// The losses of ten runs, none of which overflows, at their end.
fn finite_ends(name: &str, text: &str, steps: usize) -> Vec<f64> {
    let runs = seeds(10, |seed| losses::<f32>(text, seed, steps));
    assert!(runs.iter().all(|losses| not_finite(losses).is_none()), "{name}: NaN");
    let ends: Vec<f64> = runs.iter().map(|losses| recent(losses)).collect();
    report(&format!("{name}, loss after {steps} steps"), &ends);
    ends
}

#[test]
#[ignore = "slow: cargo xtask test runs it"]
fn clip_prevents_the_overflow_and_does_not_repair_the_start() {
    assert_eq!(spec(&run_of("CLIP", 1)), spec("preset=KNOB&clip_norm=1"), "one knob away from the sick one");
    let without = seeds(10, |seed| not_finite(&losses::<f32>("preset=CLIP&clip_norm=0", seed, 11)));
    assert_eq!(report_steps("CLIP 0, not finite at (3..6)", &without), 10);
    let ends = finite_ends("CLIP 1, k = 1.2 (0.017/0.036/0.142)", "preset=CLIP&clip_norm=1", 500);
    assert!(median(&ends) < 0.1);
    let larger = finite_ends("CLIP 1, k = 1.4 (0.23/0.69/2.98)", "preset=CLIP&clip_norm=1&gain=1.4", 500);
    let twice = finite_ends("CLIP 1, k = 2 (275..4220)", "preset=CLIP&clip_norm=1&gain=2", 600);
    assert!(median(&larger) > 3.0 * median(&ends) && range(&twice).0 > 50.0);
}

#[test]
#[ignore = "slow: cargo xtask test runs it"]
fn clip_does_nothing_for_a_vanishing_gradient() {
    let ratio = |text: &str| {
        seeds(10, |seed| {
            let session = at_init::<f64>(text, seed);
            let parameters = &session.trainer().network.parameters;
            let norm =
                |name: &str| Norm::of(&parameters.grads[parameters.tensor(name).expect("a tensor").range.clone()]).l2;
            (norm("W1") / norm("W10"), session.trainer().clipped().is_some_and(|clipped| clipped.fired))
        })
    };
    for ((before, _), (after, fired)) in ratio("preset=VAN").into_iter().zip(ratio("preset=VAN&clip_norm=0.001")) {
        assert!(fired && (after / before - 1.0).abs() < 1e-12, "{before} became {after}");
    }
    assert_eq!(spec(&run_of("CLIP-VAN", 1)), spec("preset=STALL&clip_norm=1"), "one knob away from the sick one");
    for knob in ["clip_norm=1", "clip_norm=0.01", "clip_value=0.001"] {
        let ends = finite_ends(&format!("CLIP-VAN with {knob}"), &format!("preset=CLIP-VAN&clip_norm=1&{knob}"), 300);
        assert!(range(&ends).0 > 0.68);
    }
}

#[test]
#[ignore = "slow: cargo xtask test runs it"]
fn l2_does_not_stop_an_explosion() {
    let overflows = |text: &str| {
        let found = seeds(10, |seed| not_finite(&losses::<f64>(text, seed, 6)));
        assert!(report_steps(&format!("{text}, f64, not finite at (2..3)"), &found) >= 9);
        let page = seeds(10, |seed| not_finite(&losses::<f32>(text, seed, 6)));
        assert!(report_steps(&format!("{text}, f32"), &page) >= 9);
    };
    ["0", "0.001", "0.01", "0.1", "1"].iter().for_each(|l2| overflows(&format!("preset=L2&l2={l2}")));
    ["0.001", "0.1", "5"].iter().for_each(|l2| overflows(&format!("preset=L2&gain=2&learning_rate=0.01&l2={l2}")));
}

#[test]
#[ignore = "slow: cargo xtask test runs it"]
fn init_x_the_right_size_from_the_start() {
    assert_eq!(spec(&run_of("INIT-X", 1)), spec("preset=KNOB&gain=1"), "one knob away from the sick one");
    let he = finite_ends("INIT-X He (0.0055..0.012)", "preset=INIT-X&gain=1", 600);
    let xavier = finite_ends("INIT-X Xavier (0.022..0.111)", "preset=INIT-X&gain=1&init=xavier_normal", 600);
    assert!(range(&he).1 < 0.05 && median(&xavier) > 2.0 * median(&he) && median(&xavier) < 0.15);
}

#[test]
#[ignore = "slow: cargo xtask test runs it"]
fn drop_does_not_cure_vanishing() {
    let ends = finite_ends("DROP sigmoid, p = 0.2 (0.694)", "preset=DROP&dropout=0.2", 500);
    assert!(range(&ends).0 > 0.69 && range(&ends).1 < 0.75);
}

/// Loss and accuracy after 1000 steps on 512 clean points that were not learned from.
fn on_clean_points(variation: &str) -> Vec<Evaluation> {
    seeds(10, |seed| {
        let text = format!("preset=DROP-FIT&{variation}&seed={seed}");
        let mut trainer: Trainer<f32> = Trainer::new(&spec(&text)).expect("a valid spec");
        (0..1000).for_each(|_| trainer.step());
        let more: Data<f32> = generate(&spec(&format!("{text}&samples=512")));
        Evaluator::default().evaluate(&trainer.network, &more.test, trainer.loss())
    })
}

#[test]
#[ignore = "slow: cargo xtask test runs it"]
fn drop_is_for_what_was_learned_by_heart() {
    let measure = |variation: &str| {
        let scores = on_clean_points(variation);
        let accuracy = scores.iter().map(|score| score.accuracy).sum::<f64>() / 10.0;
        let losses: Vec<f64> = scores.iter().map(|score| score.loss).collect();
        report(&format!("DROP-FIT {variation}, accuracy {accuracy:.3}, test loss"), &losses);
        (losses, accuracy)
    };
    let better = |(losses, accuracy): &(Vec<f64>, f64), than: &(Vec<f64>, f64)| {
        assert!(losses.iter().zip(&than.0).filter(|(with, without)| with < without).count() >= 9);
        assert!(accuracy > &than.1);
    };
    let without = measure("dropout=0"); // 2.01 (1.0..4.0), accuracy 0.755
    better(&measure("dropout=0.5"), &without); // 0.48 (0.26..0.66), 0.798
    better(&measure("l2=0.01"), &without); // 0.36, 0.890
}
