//! The examples and how a step draws them: ranges, balance, and which stream of the seed they come from.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/open.rs"]
mod open;

use gradient_lab::data::{Batches, DIGIT_PIXELS, Data, digit_image, digit_test_index, generate};
use gradient_lab::net::Network;
use gradient_lab::spec::Dataset;
use open::spec;

fn data(text: &str) -> Data<f64> {
    generate(&spec(text))
}

/// Points and targets of a two-dimensional set, training part first.
fn points(text: &str) -> Vec<([f64; 2], f64)> {
    let Data { train, test } = data(text);
    assert_eq!((train.count(), test.count()), (500, 500), "{text}");
    let all = [train, test].into_iter();
    all.flat_map(|part| part.x.chunks(2).zip(&part.y).map(|(x, &y)| ([x[0], x[1]], y)).collect::<Vec<_>>()).collect()
}

fn share(points: &[([f64; 2], f64)], of: impl Fn(&([f64; 2], f64)) -> bool) -> f64 {
    points.iter().filter(|point| of(point)).count() as f64 / points.len() as f64
}

#[test]
fn digits_are_all_there_and_split_for_good() {
    let (first, other) = (data(""), data("seed=99&width=3"));
    assert_eq!(first, other, "the digits know no seed");
    assert_eq!(
        (first.train.count(), first.test.count(), first.train.features, first.train.outputs),
        (1438, 359, 64, 10)
    );
    let mut classes = [0; 10];
    for n in 0..1797 {
        let (image, label) = digit_image(n);
        assert!(image.len() == DIGIT_PIXELS && image.iter().all(|&grey| grey <= 16));
        classes[label as usize] += 1;
    }
    assert_eq!(classes, [178, 182, 177, 183, 181, 182, 181, 179, 174, 180], "as scikit-learn counts them");
    for n in 0..first.test.count() {
        assert_eq!(first.test.label(n), digit_image(digit_test_index(n)).1 as usize);
        assert_eq!(first.test.y[n * 10..][..10].iter().sum::<f64>(), 1.0);
    }
    // Every class is in both parts, about alike.
    for class in 0..10 {
        let count = (0..359).filter(|&n| first.test.label(n) == class).count();
        assert!((15..60).contains(&count), "{count} test images of a {class}");
    }
}

#[test]
fn digits_are_standardised_by_their_training_part() {
    let Data { train, test } = data("");
    let mean = train.x.iter().sum::<f64>() / train.x.len() as f64;
    let variance = train.x.iter().map(|x| x * x).sum::<f64>() / train.x.len() as f64;
    assert!(mean.abs() < 1e-12 && (variance - 1.0).abs() < 1e-12, "{mean}, {variance}");
    // The same map for the test part, pixel by pixel.
    let (image, _) = digit_image(digit_test_index(0));
    let (low, high) =
        (image.iter().position(|&g| g == 0).expect("white"), image.iter().position(|&g| g == 16).expect("black"));
    let scale = (test.x[high] - test.x[low]) / 16.0;
    for (pixel, &grey) in image.iter().enumerate() {
        assert!((test.x[pixel] - test.x[low] - scale * f64::from(grey)).abs() < 1e-12);
    }
    assert!(train.x.iter().chain(&test.x).all(|x| x.abs() < 3.0), "no pixel is an outlier");
}

#[test]
fn playgrounds_sets_have_its_ranges() {
    let radius = |x: &[f64; 2]| x[0].hypot(x[1]);
    let circle = points("data=circle&samples=500&noise=0");
    assert!(circle.iter().all(|(x, y)| if *y == 1.0 { radius(x) <= 2.5 } else { (3.5..=5.0).contains(&radius(x)) }));
    assert_eq!(share(&circle, |(_, y)| *y == 1.0), 0.5);
    let noisy = points("data=circle&samples=500&noise=0.5");
    assert!(
        noisy.iter().all(|(x, _)| radius(x) <= 5.0 && !(2.5001..3.4999).contains(&radius(x))),
        "noise moves labels, not points"
    );
    assert!(share(&noisy, |(x, y)| (*y == 1.0) != (radius(x) <= 2.5)) > 0.1);

    let xor = points("data=xor&samples=500&noise=0");
    assert!(
        xor.iter()
            .all(|(x, y)| x.iter().all(|c| (0.3..=5.3).contains(&c.abs())) && (*y == 1.0) == (x[0] * x[1] >= 0.0))
    );
    assert!((share(&xor, |(_, y)| *y == 1.0) - 0.5).abs() < 0.06);

    for (noise, variance) in [(0.0, 0.5), (0.5, 4.0)] {
        let gauss = points(&format!("data=gauss&samples=500&noise={noise}"));
        assert_eq!(share(&gauss, |(_, y)| *y == 1.0), 0.5);
        let centre = |y: f64| if y == 1.0 { 2.0 } else { -2.0 };
        let spread = gauss.iter().flat_map(|(x, y)| x.map(|c| (c - centre(*y)).powi(2))).sum::<f64>() / 2000.0;
        assert!((spread / variance - 1.0).abs() < 0.12, "{spread} is not {variance}");
    }

    let spiral = points("data=spiral&samples=500&noise=0");
    assert!(spiral.iter().all(|(x, _)| radius(x) < 5.0) && share(&spiral, |(_, y)| *y == 1.0) == 0.5);
    for (x, y) in &spiral {
        let turn = 1.75 * radius(x) / 5.0 * std::f64::consts::TAU + if *y == 1.0 { 0.0 } else { std::f64::consts::PI };
        assert!(
            (x[0] - radius(x) * turn.sin()).abs() < 1e-9 && (x[1] - radius(x) * turn.cos()).abs() < 1e-9,
            "an arm of 1.75 turns"
        );
    }
}

#[test]
fn the_regressions_are_the_functions_they_say() {
    let plane = points("data=reg_plane&samples=500&noise=0");
    assert!(plane.iter().all(|(x, y)| x.iter().all(|c| c.abs() <= 6.0) && (y - (x[0] + x[1]) / 10.0).abs() < 1e-12));
    let bumps = points("data=reg_gauss&samples=500&noise=0");
    assert!(bumps.iter().all(|(x, y)| x.iter().all(|c| c.abs() <= 6.0) && y.abs() <= 1.0));
    let near = |cx: f64, cy: f64| {
        bumps.iter().filter(|(x, _)| (x[0] - cx).hypot(x[1] - cy) < 0.7).map(|(_, y)| *y).collect::<Vec<f64>>()
    };
    for (cx, cy, sign) in
        [(-4.0, 2.5, 1.0), (0.0, 2.5, -1.0), (4.0, 2.5, 1.0), (-4.0, -2.5, -1.0), (0.0, -2.5, 1.0), (4.0, -2.5, -1.0)]
    {
        let here = near(cx, cy);
        assert!(!here.is_empty() && here.iter().all(|y| y * sign > 0.6), "bump at ({cx}, {cy}): {here:?}");
    }
    let reg = points("data=reg&samples=500&noise=0");
    assert!(reg.iter().all(|(x, y)| (y - (3f64.sqrt() * x[0]).sin() * x[1] / 3f64.sqrt()).abs() < 1e-12
        && x.iter().all(|c| c.abs() <= 3f64.sqrt())));
    let (mean, square) =
        (reg.iter().map(|(_, y)| y).sum::<f64>() / 1000.0, reg.iter().map(|(_, y)| y * y).sum::<f64>() / 1000.0);
    assert!((square - mean * mean - 0.174).abs() < 0.02);
}

#[test]
fn circles_are_balanced_so_their_plateau_is_ln_2() {
    let circles = points("data=circles&samples=500&noise=0.1");
    assert_eq!(share(&circles, |(_, y)| *y == 1.0), 0.5);
    for label in [0.0, 1.0] {
        let radii: Vec<f64> =
            circles.iter().filter(|(_, y)| *y == label).map(|(x, _)| x[0].hypot(x[1]) / 2f64.sqrt()).collect();
        let mean = radii.iter().sum::<f64>() / radii.len() as f64;
        let spread = (radii.iter().map(|r| (r - mean).powi(2)).sum::<f64>() / radii.len() as f64).sqrt();
        assert!((mean - 0.5 - 0.5 * label).abs() < 0.02 && (spread - 0.1).abs() < 0.015, "{mean}, {spread}");
    }
    let variance = circles.iter().map(|(x, _)| x[0] * x[0] + x[1] * x[1]).sum::<f64>() / 2000.0;
    assert!((variance - 0.635).abs() < 0.05, "{variance}: √2 makes it of order 1");
    let chance = Dataset::Circles.chance(gradient_lab::spec::Loss::Bce).expect("a chance line");
    assert_eq!((chance.0, chance.2), (2f64.ln(), 0.5));
}

#[test]
fn the_other_sets_are_what_they_say() {
    let teacher = data("data=deep_teacher&features=6&samples=1000&noise=0.05");
    assert_eq!((teacher.train.features, teacher.train.outputs), (6, 1));
    let share = teacher.train.y.iter().sum::<f64>() / 1000.0;
    assert!((share - 0.5).abs() < 0.08, "balanced: {share}");
    // A linear model of it is hardly better than chance: the classes are folded.
    let gaussian = data("data=gaussian&features=9&samples=700");
    assert_eq!((gaussian.train.features, gaussian.train.outputs, gaussian.train.count()), (9, 9, 700));
    for block in [&gaussian.train.x, &gaussian.train.y] {
        let mean = block.iter().sum::<f64>() / block.len() as f64;
        let variance = block.iter().map(|v| v * v).sum::<f64>() / block.len() as f64;
        assert!(mean.abs() < 0.05 && (variance - 1.0).abs() < 0.08);
    }
    let line = data("data=line").train;
    assert_eq!((line.x[0], line.x[255], line.count()), (-2.0, 2.0, 256));
    assert!(line.x.windows(2).all(|pair| (pair[1] - pair[0] - 4.0 / 255.0).abs() < 1e-12));
    assert!(line.y.iter().all(|&y| y == 1.0));
    let sweep = data("data=sweep").train;
    assert_eq!((sweep.x[0], sweep.x[sweep.x.len() - 1], sweep.count()), (-800.0, 800.0, 322));
    assert_eq!((data("data=hand").train.x, data("data=hand").train.y), (vec![1.0, -1.0], vec![1.0]));
    assert_eq!((data("data=chain").train.x, data("data=chain").train.y), (vec![1.0], vec![0.0]));
}

#[test]
fn test_examples_are_fresh_ones() {
    let drawn = |set: &&Dataset| !set.is_sequence() && set.description().knobs.contains(&"samples");
    for set in Dataset::ALL.iter().filter(drawn).map(|set| set.key()) {
        // Without noise the arms of the spiral are the same points.
        let Data { train, test } = data(&format!("data={set}&samples=40&noise=0.2"));
        let width = train.features;
        assert_eq!(train.count(), test.count());
        assert!(
            test.x.chunks(width).all(|x| train.x.chunks(width).all(|other| x != other)),
            "{set}: a test example was learned from"
        );
    }
}

#[test]
fn the_three_streams_of_a_seed_do_not_disturb_each_other() {
    let network = |text: &str| {
        let spec = spec(text);
        let data: Data<f64> = generate(&spec);
        Network::<f64>::new(&spec, data.train.features, data.train.outputs, 1).parameters.values
    };
    let base = "data=circles&hidden_layers=3&width=5";
    for (change, data_stays, weights_stay) in [
        ("batch=9", true, true),
        ("sampling=replacement", true, true),
        ("learning_rate=3", true, true),
        ("loss=mse", true, true),
        ("width=6", true, false),
        ("init=he_normal", true, false),
        ("hidden_layers=4", true, false),
        ("noise=0.3", false, true),
        ("samples=99", false, true),
        ("label_flips=0.2", false, true),
        ("seed=8", false, false),
    ] {
        let changed = format!("{base}&{change}");
        assert_eq!(data(base) == data(&changed), data_stays, "{change}: data");
        assert_eq!(network(base) == network(&changed), weights_stay, "{change}: weights");
    }
    // Deeper networks keep the lower layers' weights.
    let (short, long) = (network(base), network(&format!("{base}&hidden_layers=9")));
    let lower = 2 * 5 + 5 + 2 * (25 + 5);
    assert_eq!(short[..lower], long[..lower]);
}

#[test]
fn flipped_labels_are_in_the_training_part_only() {
    let (clean, flipped) = (data("data=circles&samples=1000"), data("data=circles&samples=1000&label_flips=0.2"));
    assert_eq!((&clean.test, &clean.train.x), (&flipped.test, &flipped.train.x));
    let share = clean.train.y.iter().zip(&flipped.train.y).filter(|(a, b)| a != b).count() as f64 / 1000.0;
    assert!((share - 0.2).abs() < 0.04 && flipped.train.y.iter().all(|y| *y == 0.0 || *y == 1.0), "{share}");
    let (clean, flipped) = (data(""), data("label_flips=0.3"));
    assert_eq!((&clean.test, &clean.train.x), (&flipped.test, &flipped.train.x));
    let wrong = (0..1438).filter(|&n| clean.train.label(n) != flipped.train.label(n)).count() as f64 / 1438.0;
    assert!((wrong - 0.3).abs() < 0.04 && flipped.train.y.chunks(10).all(|y| y.iter().sum::<f64>() == 1.0), "{wrong}");
    // A number is no label: there is nothing to flip in a regression.
    assert_eq!(data("data=reg&label_flips=0.5"), data("data=reg"));
}

#[test]
fn an_epoch_takes_every_example_once_and_drops_the_rest() {
    let mut batches = Batches::new(&spec("data=circles&batch=30"), 100);
    assert_eq!(batches.size(), 30);
    let epoch = |batches: &mut Batches, number: u32| -> Vec<u32> {
        (3 * number..3 * number + 3).flat_map(|step| batches.of_step(step).to_vec()).collect()
    };
    let first = epoch(&mut batches, 0);
    for number in 0..5 {
        let taken = epoch(&mut batches, number);
        let mut sorted = taken.clone();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!((taken.len(), sorted.len()), (90, 90), "an example came twice in epoch {number}");
        assert!(number == 0 || taken != first, "every epoch has an order of its own");
    }
    // A step's batch depends on nothing but the step.
    assert_eq!(epoch(&mut batches, 0), first);
    assert_eq!(Batches::new(&spec("data=circles&batch=30"), 100).of_step(7), batches.of_step(7));
    assert_ne!(Batches::new(&spec("data=circles&batch=30&seed=8"), 100).of_step(7), batches.of_step(7));
    // The example that is left over changes from epoch to epoch: in time, all are seen.
    let mut seen: Vec<u32> = (0..20).flat_map(|number| epoch(&mut batches, number)).collect();
    seen.sort_unstable();
    seen.dedup();
    assert_eq!(seen.len(), 100);
}

#[test]
fn replacement_and_full_batches() {
    let mut drawn = Batches::new(&spec("data=circles&batch=64&sampling=replacement"), 100);
    let mut counts = vec![0; 100];
    (0..2000).for_each(|step| drawn.of_step(step).iter().for_each(|&n| counts[n as usize] += 1));
    assert!(counts.iter().all(|count| (1000..1600).contains(count)), "{counts:?}");
    let twice = (0..20).any(|step| {
        let mut batch = drawn.of_step(step).to_vec();
        batch.sort_unstable();
        batch.windows(2).any(|pair| pair[0] == pair[1])
    });
    assert!(twice, "with replacement");
    for text in ["data=circles&sampling=full&batch=8", "data=circles&batch=1000"] {
        let mut full = Batches::new(&spec(text), 100);
        assert_eq!(full.of_step(3), (0..100).collect::<Vec<u32>>(), "{text}");
    }
}
