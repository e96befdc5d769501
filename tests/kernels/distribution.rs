//! Random numbers: their distribution, and the independence of the streams of a seed.

use gradient_lab::num::{Random, Stream};

#[test]
fn draws_have_their_distribution() {
    let mut random = Random::new(3, Stream::Init);
    let normal: Vec<f64> = (0..200_000).map(|_| random.normal()).collect();
    let moment = |power: i32| normal.iter().map(|x| x.powi(power)).sum::<f64>() / normal.len() as f64;
    assert!(
        moment(1).abs() < 0.01
            && (moment(2) - 1.0).abs() < 0.015
            && moment(3).abs() < 0.05
            && (moment(4) - 3.0).abs() < 0.1
    );
    let mut counts = [0; 7];
    for _ in 0..70_000 {
        counts[random.below(7)] += 1;
        let (unit, uniform) = (random.unit(), random.uniform(-2.0, 3.0));
        assert!((0.0..1.0).contains(&unit) && (-2.0..3.0).contains(&uniform));
    }
    assert!(counts.iter().all(|count| (9_500..10_500).contains(count)), "{counts:?}");
    let mut order: Vec<u32> = (0..100).collect();
    random.shuffle(&mut order);
    assert_ne!(order, (0..100).collect::<Vec<u32>>());
    order.sort_unstable();
    assert_eq!(order, (0..100).collect::<Vec<u32>>());
}

#[test]
fn streams_of_one_seed_are_independent() {
    let first = |seed, stream, step| Random::at_step(seed, stream, step).unit();
    let mut seen = vec![];
    for seed in [0, 1, 2, u32::MAX] {
        for stream in [Stream::Data, Stream::Init, Stream::Batches] {
            seen.extend((0..50).map(|step| first(seed, stream, step).to_bits()));
        }
    }
    let count = seen.len();
    seen.sort_unstable();
    seen.dedup();
    assert_eq!(seen.len(), count, "two streams begin alike");
    assert_eq!(Random::new(5, Stream::Data), Random::at_step(5, Stream::Data, 0));
}
