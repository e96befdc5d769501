//! E: what helps against a vanishing gradient.

use crate::seeds::{at_init, l2, learned, losses, range, recent, report, report_steps, seeds};

#[test]
#[ignore = "slow: cargo xtask test runs it"]
fn act_another_activation() {
    let cures = [
        ("relu", "he_normal"),
        ("leaky_relu", "he_normal"),
        ("elu", "he_normal"),
        ("gelu", "he_normal"),
        ("silu", "he_normal"),
        ("selu", "lecun_normal"),
        ("tanh", "xavier_normal"),
    ];
    for (activation, init) in cures {
        let steps =
            seeds(10, |seed| learned::<f32>(&format!("preset=ACT&activation={activation}&init={init}"), seed, 400));
        assert!(report_steps(&format!("ACT {activation} + {init} below 0.1"), &steps) >= 9);
    }
    for (activation, init) in [("sigmoid", "xavier_normal"), ("identity", "xavier_normal")] {
        let steps =
            seeds(10, |seed| learned::<f32>(&format!("preset=ACT&activation={activation}&init={init}"), seed, 500));
        assert_eq!(report_steps(&format!("ACT {activation} below 0.1"), &steps), 0);
    }
}

#[test]
#[ignore = "slow: cargo xtask test runs it"]
fn dead_relu_is_stuck_and_elu_is_not() {
    let gradients = seeds(10, |seed| l2(&at_init::<f32>("preset=DEAD", seed), 1, |f| f.d_w));
    println!("DEAD ReLU, dL/dW of layer 1 at the start: {gradients:?}");
    let stuck: Vec<f64> = seeds(10, |seed| recent(&losses::<f32>("preset=DEAD", seed, 300)));
    report("DEAD ReLU, loss after 300 steps (0.6932)", &stuck);
    assert!(range(&stuck).0 > 0.68);
    assert!(gradients.iter().all(|&norm| norm == 0.0));
    let elu = seeds(10, |seed| recent(&losses::<f32>("preset=DEAD&activation=elu", seed, 300)));
    report("DEAD ELU (0.012)", &elu);
    assert!(range(&elu).1 < 0.1);
    let unbiased = seeds(10, |seed| learned::<f32>("preset=DEAD&bias=0", seed, 500));
    assert!(report_steps("DEAD ReLU with biases that start at 0, below 0.1", &unbiased) >= 9);
}

#[test]
#[ignore = "slow: cargo xtask test runs it"]
fn shallow_fewer_layers() {
    let one = seeds(10, |seed| recent(&losses::<f32>("preset=SHALLOW&hidden_layers=1", seed, 2000)));
    report("SHALLOW 1 layer (0.037)", &one);
    assert!(range(&one).1 < 0.1);
    let two = seeds(10, |seed| recent(&losses::<f32>("preset=SHALLOW&hidden_layers=2", seed, 2000)));
    let solved = two.iter().filter(|&&loss| loss < 0.1).count();
    // It varies by seed, and the criterion leaves it open: most are not stuck, and how many solve it is printed.
    report(&format!("SHALLOW 2 layers (0.125, 8/10 below 0.1), {solved}/10 below 0.1"), &two);
    assert!(two.iter().filter(|&&loss| loss < 0.68).count() > 5, "{two:?}");
    for layers in [4, 6] {
        let deep =
            seeds(10, |seed| recent(&losses::<f32>(&format!("preset=SHALLOW&hidden_layers={layers}"), seed, 2000)));
        report(&format!("SHALLOW {layers} layers (0.6947)"), &deep);
        assert!(range(&deep).0 > 0.68);
    }
}

#[test]
#[ignore = "slow: cargo xtask test runs it"]
fn he_thirty_layers() {
    let he = seeds(10, |seed| learned::<f32>("preset=HE&init=he_normal", seed, 800));
    assert!(report_steps("HE below 0.1 (190..354)", &he) >= 9);
    let xavier = seeds(10, |seed| learned::<f32>("preset=HE&init=xavier_normal", seed, 800));
    assert_eq!(report_steps("HE with Xavier instead below 0.1 (0/10)", &xavier), 0);
}

#[test]
#[ignore = "slow: cargo xtask test runs it"]
fn xav_learns_with_tanh_only() {
    let tanh = seeds(10, |seed| learned::<f32>("preset=XAV&activation=tanh", seed, 400));
    assert!(report_steps("XAV tanh below 0.1 (136..266)", &tanh) >= 9);
    let sigmoid = seeds(10, |seed| recent(&losses::<f32>("preset=XAV", seed, 400)));
    report("XAV sigmoid, loss after 400 steps", &sigmoid);
    assert!(range(&sigmoid).0 > 0.68);
}

#[test]
#[ignore = "slow: cargo xtask test runs it"]
fn kumar_and_adam() {
    let kumar = seeds(10, |seed| learned::<f32>("preset=KUMAR&init=kumar", seed, 600));
    assert!(report_steps("KUMAR + Adam below 0.1 (115..597)", &kumar) >= 9);
    for (variation, name) in
        [("init=xavier_normal", "Xavier + Adam (0/10)"), ("optimizer=sgd&learning_rate=1", "KUMAR + SGD (0.66)")]
    {
        let text = format!("preset=KUMAR&init=kumar&{variation}");
        let runs = seeds(10, |seed| losses::<f32>(&text, seed, 1000));
        let ends: Vec<f64> = runs.iter().map(|losses| recent(losses)).collect();
        report(&format!("{name}, loss after 1000 steps"), &ends);
        assert!(ends.iter().filter(|&&loss| loss < 0.1).count() <= 1);
    }
}

#[test]
#[ignore = "slow: cargo xtask test runs it"]
fn opt_adam_leaves_the_plateau() {
    let ends = |variation: &str| {
        let ends = seeds(10, |seed| {
            recent(&losses::<f32>(&format!("preset=OPT&optimizer=adam&learning_rate=0.01&{variation}"), seed, 1000))
        });
        let solved = ends.iter().filter(|&&loss| loss < 0.1).count();
        report(&format!("OPT {variation}, {solved}/10 below 0.1, loss after 1000 steps"), &ends);
        ends
    };
    for rate in ["0.1", "1", "10"] {
        assert!(range(&ends(&format!("optimizer=sgd&learning_rate={rate}"))).0 > 0.68, "(0.693, 0.694, 0.789)");
    }
    for rate in ["0.1", "1"] {
        assert!(range(&ends(&format!("optimizer=momentum&learning_rate={rate}"))).0 > 0.68, "(0.694, 0.705)");
    }
    let left = |ends: Vec<f64>| ends.iter().filter(|&&loss| loss < 0.45).count();
    assert!(left(ends("learning_rate=0.01")) >= 8, "(0.064)");
    assert!(left(ends("learning_rate=0.03")) >= 8, "(0.050)");
    assert!(left(ends("optimizer=rmsprop")) >= 8, "(0.20, 0.007..0.45)");
    assert!(left(ends("optimizer=adagrad&learning_rate=0.1")) >= 8, "(0.10)");
}

#[test]
#[ignore = "slow: cargo xtask test runs it"]
fn bn_ten_sigmoid_layers_learn() {
    for rate in ["0.5", "0.1"] {
        let steps = seeds(10, |seed| learned::<f32>(&format!("preset=BN&norm=batch&learning_rate={rate}"), seed, 500));
        assert!(report_steps(&format!("BN rate {rate} below 0.1 (0.5: 166..401, 0.1: 227..402)"), &steps) >= 9);
    }
    let without = seeds(10, |seed| recent(&losses::<f32>("preset=BN&norm=none", seed, 500)));
    report("BN without the norm, loss after 500 steps", &without);
    assert!(range(&without).0 > 0.68);
    // The stalled network itself, with this one knob turned.
    let stall = seeds(10, |seed| learned::<f32>("preset=STALL&norm=batch", seed, 500));
    assert!(report_steps("STALL with batch norm, below 0.1", &stall) >= 9);
}
