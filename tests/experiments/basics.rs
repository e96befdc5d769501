//! A: a pass by hand, the two log losses, back propagation proved, the step size of a bowl.

use crate::seeds::{losses, range, report, seeds, spec, within_factor};
use gradient_lab::num::Real;
use gradient_lab::probe::GradientCheck;
use gradient_lab::session::Session;
use gradient_lab::spec::Loss;
use gradient_lab::train::{Phase, Trainer};

#[test]
fn fwd_every_number_of_a_small_network_by_hand() {
    let worst = seeds(10, by_hand);
    println!("FWD: largest relative difference {:.1e} over {} seeds", range(&worst).1, worst.len());
    assert!(range(&worst).1 <= 1e-9, "{worst:?}");
    let starts = seeds(10, |seed| fwd(seed).network.parameters.values.clone());
    assert!((1..10).all(|n| starts[n] != starts[n - 1]), "ten seeds should be ten networks");
}

fn fwd(seed: u32) -> Trainer<f64> {
    Trainer::new(&spec(&format!("preset=FWD&seed={seed}"))).expect("a valid spec")
}

/// The largest relative difference between what the network has and what a sheet of paper has.
fn by_hand(seed: u32) -> f64 {
    let mut trainer = fwd(seed);
    while trainer.next() != Phase::Update {
        trainer.advance();
    }
    let network = &trainer.network;
    let tensor =
        |name: &str| &network.parameters.values[network.parameters.tensor(name).expect("a tensor").range.clone()];
    let (w1, b1, w2, b2) = (tensor("W1"), tensor("b1"), tensor("W2"), tensor("b2"));
    assert_eq!(network.x, [1.0, -1.0]);
    let z1 = [w1[0] - w1[1] + b1[0], w1[2] - w1[3] + b1[1]];
    let a1 = z1.map(|z: f64| 1.0 / (1.0 + (-z).exp()));
    let z2 = w2[0] * a1[0] + w2[1] * a1[1] + b2[0];
    let p = 1.0 / (1.0 + (-z2).exp());
    let mut pairs = vec![(network.stages[1].z()[0], z2), (trainer.loss_value, -p.ln())];
    for unit in 0..2 {
        let (stage, d_a) = (&network.stages[0], w2[unit] * (p - 1.0));
        pairs.extend([(stage.z()[unit], z1[unit]), (stage.a()[unit], a1[unit])]);
        pairs.extend([(stage.d_a()[unit], d_a), (stage.d_z()[unit], d_a * a1[unit] * (1.0 - a1[unit]))]);
    }
    range(&pairs.iter().map(|(got, want)| ((got - want) / want).abs()).collect::<Vec<f64>>()).1
}

/// Where p rounds to 1 the textbook loss is ∞ for y = 0 and 0·ln 0 = NaN for y = 1.
fn saturates_at<R: Real>() -> f64 {
    let loss = |rule: Loss, z: f64, y: f64| rule.evaluate(&[R::from_f64(z)], &[R::from_f64(y)], &mut [R::ZERO], 1);
    let first =
        (0..8000).map(|n| f64::from(n) * 0.1).find(|&z| loss(Loss::NaiveBce, z, 1.0).is_nan()).expect("it saturates");
    for n in -80..=80 {
        let z = 10.0 * f64::from(n);
        assert!(loss(Loss::Bce, z, 0.0).is_finite() && loss(Loss::Bce, z, 1.0).is_finite());
        if z > first + 0.1 {
            assert_eq!(loss(Loss::NaiveBce, z, 0.0), f64::INFINITY);
            assert!(loss(Loss::NaiveBce, z, 1.0).is_nan(), "z = {z}");
        }
    }
    first
}

#[test]
fn loss_the_textbook_form_turns_nan_and_the_stable_one_does_not() {
    let (f64_edge, f32_edge) = (saturates_at::<f64>(), saturates_at::<f32>());
    println!("LOSS: p rounds to 1 at z = {f64_edge} in f64 (36.7), {f32_edge} in f32 (16.6)");
    assert!((f64_edge - 36.7).abs() < 0.2 && (f32_edge - 16.6).abs() < 0.2);
    let mut naive: Session<f32> = Session::new(&spec("preset=LOSS")).expect("a valid spec");
    naive.run(1);
    let stopped = naive.stopped().expect("NaN");
    assert!(stopped.value.is_nan() && stopped.phase == Phase::Loss && stopped.step == 0, "{stopped:?}");
    let mut stable: Session<f32> = Session::new(&spec("preset=LOSS&loss=auto")).expect("a valid spec");
    stable.run(20);
    assert_eq!(stable.stopped(), None);
    assert!(stable.trainer().loss_value.is_finite());
}

#[test]
fn bp_every_gradient_agrees_with_differences() {
    let mut worst = vec![];
    for seed in 1..=10 {
        let trainer: Trainer<f64> = Trainer::new(&spec(&format!("preset=BP&seed={seed}"))).expect("a valid spec");
        let report = GradientCheck::of(&trainer, 8).run();
        for layer in &report.layers {
            assert!(layer.failed == 0 && layer.agreed > 0 && layer.worst < 1e-6, "{layer:?}");
            worst.push(layer.worst);
        }
    }
    report("BP largest relative error per layer", &worst);
}

#[test]
fn sgd_the_step_that_still_converges() {
    for (rate, printed) in [(0.05, 1.75e-5), (0.19, 3.5e-9), (0.20, 5.0), (0.21, 9.5e8)] {
        let run = losses::<f64>(&format!("preset=SGD&learning_rate={rate}"), 1, 101);
        let factors: (f64, f64) = (1.0 - rate, 1.0 - 10.0 * rate);
        for (t, &loss) in run.iter().enumerate() {
            let exact = 0.5 * (factors.0.powi(2 * t as i32) + 10.0 * factors.1.powi(2 * t as i32));
            assert!((loss - exact).abs() <= 1e-9 * exact, "rate {rate}, step {t}: {loss} is not {exact}");
        }
        println!("SGD: rate {rate}: loss {:.3e} after 100 steps", run[100]);
        assert!(within_factor(run[100], printed, 1.02));
    }
}
