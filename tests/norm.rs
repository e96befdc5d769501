//! Norms and dropout at work: what they do to a batch, to the signal's size, and at test time.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/open.rs"]
mod open;

use gradient_lab::net::layer::{Activate, Op};
use gradient_lab::net::{Layout, Network, Parameters};
use gradient_lab::num::{Random, Real, Stream};
use gradient_lab::session::Session;
use gradient_lab::spec::{Activation, LiveKnob};
use gradient_lab::train::{Phase, Trainer};
use open::spec;

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

/// A network with a Gaussian batch gone forward through it.
fn network(text: &str, features: usize, batch: usize) -> Network<f64> {
    let mut network = Network::new(&spec(text), features, 1, batch);
    let mut random = Random::new(4, Stream::Data);
    network.x.fill_with(|| 3.0 + 2.0 * random.normal());
    (0..network.layers.len()).for_each(|k| network.forward(k));
    network
}

#[test]
fn a_norm_leaves_mean_0_and_variance_1_in_each_of_its_groups() {
    let (width, batch) = (16, 40);
    for (norm, over_batch) in [("batch", true), ("layer", false)] {
        let network = network(&format!("hidden_layers=2&width={width}&activation=tanh&norm={norm}"), 8, batch);
        for stage in &network.stages[..2] {
            let z = stage.z();
            let groups: Vec<Vec<f64>> = if over_batch {
                z.chunks(batch).map(<[f64]>::to_vec).collect()
            } else {
                (0..batch).map(|b| z.iter().skip(b).step_by(batch).copied().collect()).collect()
            };
            assert_eq!(groups.len(), if over_batch { width } else { batch });
            for group in groups {
                let variance = mean(&group.iter().map(|z| z * z).collect::<Vec<f64>>());
                // A little below 1: ε is under the root with the variance.
                assert!(mean(&group).abs() < 1e-12 && variance < 1.0 && variance > 0.99, "{norm}: {variance}");
            }
        }
    }
}

/// What a norm takes out of its input it takes out of the gradient too: what would only shift or stretch its group.
#[test]
fn a_norm_hands_down_no_gradient_along_a_shift_or_a_stretch() {
    for norm in ["batch", "layer"] {
        let mut network = network(&format!("hidden_layers=1&width=6&activation=tanh&norm={norm}"), 4, 9);
        let mut random = Random::new(5, Stream::Init);
        network.stages[1].last_mut().d.fill_with(|| random.normal());
        (0..2).rev().for_each(|k| network.backward(k));
        let (x, d) = (&network.stages[0].blocks[0].value, &network.stages[0].blocks[0].d);
        let members = |group: usize| (0..x.len()).filter(move |n| if norm == "batch" { n / 9 } else { n % 9 } == group);
        for group in 0..if norm == "batch" { 6 } else { 9 } {
            let mu = mean(&members(group).map(|n| x[n]).collect::<Vec<f64>>());
            let size: f64 = members(group).map(|n| d[n].abs()).sum();
            let shift: f64 = members(group).map(|n| d[n]).sum();
            let stretch: f64 = members(group).map(|n| d[n] * (x[n] - mu)).sum();
            // ε in the root leaves a trace of the stretch.
            assert!(shift.abs() < 1e-13 * size && stretch.abs() < 1e-3 * size, "{norm}: {shift}, {stretch} of {size}");
        }
    }
}

/// Weights ten or a tenth times as large: the same signal behind a norm, and another one without.
#[test]
fn behind_a_norm_the_size_of_the_weights_does_not_matter() {
    for norm in ["batch", "layer"] {
        let a = |gain: &str| {
            let text = format!("hidden_layers=3&width=12&activation=relu&init=he_normal&gain={gain}&norm={norm}");
            network(&text, 6, 20).stages[2].a().to_vec()
        };
        let (small, large) = (a("0.5"), a("50"));
        assert!(small.iter().zip(&large).all(|(s, l)| (s - l).abs() < 1e-3), "{norm}");
    }
    let a = |gain: &str| {
        network(&format!("hidden_layers=3&width=12&activation=relu&gain={gain}"), 6, 20).stages[2].a().to_vec()
    };
    assert!(a("0.5").iter().zip(a("50")).any(|(s, l)| (s - l).abs() > 1e3));
}

/// At test time batch norm is a fixed map: an answer does not depend on who else is in the batch.
#[test]
fn at_test_time_an_answer_is_its_examples_alone() {
    for norm in ["batch", "layer", "none"] {
        let text = format!("data=circles&hidden_layers=2&width=6&activation=tanh&norm={norm}&dropout=0.3&batch=16");
        let mut session: Session<f64> = Session::new(&spec(&text)).expect("a valid spec");
        session.run(30);
        let (trainer, evaluator) = session.evaluator();
        let of = |evaluator: &mut gradient_lab::net::Evaluator<f64>, indices: &[u32]| {
            evaluator.logits(&trainer.network, &trainer.data.test, indices).to_vec()
        };
        let together = of(evaluator, &[3, 1, 4, 15, 9]);
        for (at, index) in [3, 1, 4, 15, 9].into_iter().enumerate() {
            assert_eq!(of(evaluator, &[index]), [together[at]], "{norm}");
        }
    }
}

/// The running statistics follow the batches by a tenth at each step, and reach the data's own.
#[test]
fn running_statistics_come_to_those_of_the_data() {
    let text = "data=circles&samples=200&sampling=full&hidden_layers=1&width=5&activation=tanh&norm=batch&\
        learning_rate=0.000001";
    let mut trainer: Trainer<f64> = Trainer::new(&spec(text)).expect("a valid spec");
    let start = trainer.network.parameters.running.clone();
    assert_eq!(start, [[0.0; 5], [1.0; 5]].concat());
    let apart = |trainer: &Trainer<f64>| {
        let running = &trainer.network.parameters.running;
        let of = |(o, z): (usize, &[f64])| {
            let mu = mean(z);
            let variance = z.iter().map(|z| (z - mu).powi(2)).sum::<f64>() / 199.0;
            [(running[o] - mu).abs(), (running[5 + o] - variance).abs()]
        };
        trainer.network.stages[0].blocks[0].value.chunks(200).enumerate().flat_map(of).fold(0.0, f64::max)
    };
    trainer.step();
    let first = apart(&trainer);
    (0..50).for_each(|_| trainer.step());
    let later = apart(&trainer);
    assert!((later / first - 0.9f64.powi(50)).abs() < 1e-4, "{first} came to {later}");
}

/// One activation with a mask drawn for it.
fn masked(share: f64, units: usize, batch: usize, seed: u32) -> Vec<f64> {
    let f = Activate::add(&mut Layout::default(), 0, units, Activation::Identity);
    let mut mask = Vec::new();
    f.draw(share, batch, &mut mask, &mut Random::at_step(seed, Stream::Masks, 0));
    mask
}

#[test]
fn dropout_keeps_the_mean_and_multiplies_the_mean_square() {
    for share in [0.1, 0.5, 0.9] {
        let mask = masked(share, 200, 500, 3);
        let kept = 1.0 / (1.0 - share);
        assert!(mask.iter().all(|&m| m == 0.0 || m == kept), "{share}");
        // Of 100,000 draws the mean is off by its own deviation over 316, three times at most.
        let deviation = (share / (1.0 - share)).sqrt() / 316.0;
        assert!((mean(&mask) - 1.0).abs() < 3.0 * deviation, "{share}: mean {}", mean(&mask));
        let square = mean(&mask.iter().map(|m| m * m).collect::<Vec<f64>>());
        assert!((square / kept - 1.0).abs() < 3.0 * deviation, "{share}: mean square {square}, not {kept}");
    }
    assert!(masked(0.0, 20, 5, 3).is_empty(), "no mask is no factor at all");
}

/// Every unit of every example has a draw of its own.
#[test]
fn dropout_has_no_pattern_over_units_or_examples() {
    let (units, batch) = (60, 80);
    let mask = masked(0.5, units, batch, 9);
    let count = |kept: &mut dyn Iterator<Item = usize>| kept.filter(|&n| mask[n] > 0.0).count();
    for o in 0..units {
        let kept = count(&mut (o * batch..(o + 1) * batch));
        assert!((20..60).contains(&kept), "unit {o} is kept {kept} times of {batch}");
    }
    for b in 0..batch {
        let kept = count(&mut (b..units * batch).step_by(batch));
        assert!((12..48).contains(&kept), "example {b} keeps {kept} units of {units}");
    }
}

/// Another mask at each step, the same for the same seed, in both precisions, and none at test time.
#[test]
fn masks_belong_to_seed_and_step() {
    fn masks<R: Real>(seed: u32) -> Vec<Vec<bool>> {
        let text = format!("data=circles&hidden_layers=2&width=20&batch=8&activation=tanh&dropout=0.4&seed={seed}");
        let mut trainer: Trainer<R> = Trainer::new(&spec(&text)).expect("a valid spec");
        let step = |_| {
            trainer.step();
            let network = &trainer.network;
            let blocks =
                network.layers.iter().zip(&network.stages).flat_map(|(layer, stage)| {
                    layer.activates().map(|(j, _)| &stage.blocks[j].kept).collect::<Vec<_>>()
                });
            blocks.flatten().map(|m| m.to_f64() > 0.0).collect()
        };
        (0..4).map(step).collect()
    }
    let first = masks::<f32>(1);
    assert_eq!(first, masks::<f64>(1), "both precisions drop the same units");
    assert_ne!(first, masks::<f32>(2));
    assert!((1..4).all(|step| first[step] != first[0] && first[step].len() == 2 * 20 * 8));
    assert_ne!(first[0][..160], first[0][160..], "each layer has a draw of its own");
}

/// The share is read when the batch is drawn: a change holds from the next draw on, and a share of 0 is no mask.
#[test]
fn a_live_share_holds_from_the_next_draw() {
    let text = "data=circles&hidden_layers=1&width=50&batch=20&dropout=0.2&live=1:dropout:0.8,3:dropout:0";
    let mut session: Session<f32> = Session::new(&spec(text)).expect("a valid spec");
    let mut shares = Vec::new();
    for _ in 0..4 {
        session.advance();
        let kept = &session.trainer().network.stages[0].blocks[1].kept;
        shares.push(kept.iter().filter(|&&m| m == 0.0).count() as f64 / kept.len().max(1) as f64);
        assert_eq!(kept.is_empty(), session.trainer().tuning().of(LiveKnob::Dropout) == 0.0);
        while session.trainer().next() != Phase::Sample {
            session.advance();
        }
    }
    let near = |got: f64, want: f64| (got - want).abs() < 0.05;
    assert!(near(shares[0], 0.2) && near(shares[1], 0.8) && near(shares[2], 0.8) && shares[3] == 0.0, "{shares:?}");
}

/// Over many draws the layer above sees the same sum on average as without dropout.
#[test]
fn the_next_layer_sees_the_same_signal_on_average() {
    let text = "data=circles&hidden_layers=1&width=30&activation=sigmoid&output_init=normal&init_scale=0.3";
    let whole: Trainer<f64> = Trainer::new(&spec(&format!("{text}&sampling=full&samples=20"))).expect("a valid spec");
    let z = |share: f64, step: u32| {
        let mut network = whole.network.clone();
        let indices: Vec<u32> = (0..network.batch as u32).collect();
        whole.data.train.gather(&indices, &mut network.x, &mut network.y);
        network.draw_masks(share, &mut Random::at_step(1, Stream::Masks, step));
        (0..2).for_each(|k| network.forward(k));
        network.stages[1].z().to_vec()
    };
    let (plain, draws) = (z(0.0, 0), 4000);
    let mut sum = vec![0.0; plain.len()];
    (0..draws).for_each(|step| sum.iter_mut().zip(z(0.5, step)).for_each(|(sum, z)| *sum += z));
    for (sum, plain) in sum.iter().zip(&plain) {
        let average = sum / f64::from(draws);
        // One draw is off by about 1; 4,000 of them by a 63rd of that.
        assert!((average - plain).abs() < 0.06, "{average} on average, {plain} without");
    }
    assert!(z(0.5, 0).iter().zip(&plain).any(|(dropped, plain)| (dropped - plain).abs() > 0.3), "nothing was dropped");
}

#[test]
fn an_operation_at_test_time_drops_nothing() {
    let op = Op::Activate(Activate::add(&mut Layout::default(), 0, 3, Activation::Tanh));
    let parameters: Parameters<f64> = Parameters::default();
    let (x, mut a) = ([0.5, -1.0, 2.0], [0.0; 3]);
    op.evaluate(&parameters, &x, &x, &mut Vec::new(), &mut a);
    assert!(a.iter().zip(&x).all(|(a, x)| *a == Activation::Tanh.f(*x, 0.0)));
}
