//! `cargo bench`: the native kernels, each alone, and a whole step of training with and without the probe.
//!
//! The page runs WebAssembly, which `cargo xtask bench` measures. This benchmark shows within a minute how a change of
//! a kernel affects its native speed.

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use gradient_lab::num::{Real, product, product_outer, product_transposed, sigmoid, softplus};
use gradient_lab::session::Session;
use gradient_lab::spec::Link;
use gradient_lab::train::Trainer;
use std::hint::black_box;

/// O × I × B of the workloads: 20 × 16, a middle one, 10 × 128, and the four gates of an LSTM of 64.
const SHAPES: [(usize, usize, usize); 4] = [(16, 16, 32), (64, 64, 64), (128, 128, 64), (256, 66, 32)];
const ELEMENTS: usize = 4096;

/// Numbers of both signs around 0, none of them subnormal.
fn numbers(count: usize) -> Vec<f32> {
    (0..count).map(|n| ((n * 7919) % 2003) as f32 / 250.0 - 4.0).collect()
}

/// The three products of backprop. The throughput counts multiplications and additions.
fn products(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("product");
    for (outputs, inputs, batch) in SHAPES {
        let shape = format!("{outputs}x{inputs}x{batch}");
        let (w, bias) = (numbers(outputs * inputs), numbers(outputs));
        let (a, d_z) = (numbers(inputs * batch), numbers(outputs * batch));
        let (mut z, mut d_a, mut d_w) = (d_z.clone(), a.clone(), w.clone());
        group.throughput(Throughput::Elements(2 * (outputs * inputs * batch) as u64));
        group.bench_function(BenchmarkId::new("W·A + b", &shape), |bench| {
            bench.iter(|| product(black_box(&w), black_box(&a), Some(&bias), &mut z, batch));
        });
        group.bench_function(BenchmarkId::new("Wᵀ·dZ", &shape), |bench| {
            bench.iter(|| product_transposed(black_box(&w), black_box(&d_z), &mut d_a, batch));
        });
        group.bench_function(BenchmarkId::new("dZ·Aᵀ", &shape), |bench| {
            bench.iter(|| product_outer(black_box(&d_z), black_box(&a), &mut d_w, batch));
        });
    }
}

/// The functions that activations and losses use.
fn functions(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("function");
    group.throughput(Throughput::Elements(ELEMENTS as u64));
    let from = numbers(ELEMENTS);
    let mut to = from.clone();
    type Function = fn(f32) -> f32;
    let functions: [(&str, Function); 4] =
        [("exp", |z| Real::exp(z)), ("tanh", |z| Real::tanh(z)), ("sigmoid", sigmoid), ("softplus", softplus)];
    for (name, f) in functions {
        group.bench_function(name, |bench| {
            bench.iter(|| black_box(&from).iter().zip(&mut to).for_each(|(&z, a)| *a = f(z)));
        });
    }
}

/// Examples per second of the workloads W1 to W5, as far as a link's text can describe them.
fn steps(criterion: &mut Criterion) {
    let workloads = [
        ("W1", "data=circle&loss=mse&width=4&hidden_layers=2&layer_width=2:2&activation=tanh&batch=10"),
        ("W2", "data=circle&loss=mse&width=16&hidden_layers=20&activation=sigmoid&batch=32"),
        ("W3", "width=128&hidden_layers=10&activation=relu&init=he_normal&learning_rate=0.01&batch=64"),
        ("W4", "cell=lstm&data=adding&length=100&width=64&batch=32&learning_rate=0.05"),
        ("W5", "cell=gru_pytorch&data=adding&length=100&width=64&batch=32&learning_rate=0.05"),
    ];
    let mut group = criterion.benchmark_group("step");
    group.sample_size(10);
    for (name, text) in workloads {
        let Link { spec, warnings, .. } = Link::parse(text);
        assert!(warnings.is_empty(), "{name}: {warnings:?}");
        group.throughput(Throughput::Elements(u64::from(spec.batch)));
        let mut trainer: Trainer<f32> = Trainer::new(&spec).expect("a spec that was parsed is within its limits");
        group.bench_function(BenchmarkId::new("no probe", name), |bench| bench.iter(|| trainer.step()));
        let mut session: Session<f32> = Session::new(&spec).expect("a spec that was parsed is within its limits");
        group.bench_function(BenchmarkId::new("probe on", name), |bench| bench.iter(|| session.run(1)));
    }
}

criterion_group!(benches, products, functions, steps);
criterion_main!(benches);
