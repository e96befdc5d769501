//! E: what helps against a vanishing gradient.

use super::{at_init, l2, learned, losses, range, recent, report, report_steps, seeds};

#[test]
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
fn shallow_fewer_layers() {
    let one = seeds(10, |seed| recent(&losses::<f32>("preset=SHALLOW", seed, 2000)));
    report("SHALLOW 1 layer (0.037)", &one);
    assert!(range(&one).1 < 0.1);
    let two = seeds(10, |seed| recent(&losses::<f32>("preset=SHALLOW&hidden_layers=2", seed, 2000)));
    report("SHALLOW 2 layers (0.125)", &two);
    for layers in [4, 6] {
        let deep =
            seeds(10, |seed| recent(&losses::<f32>(&format!("preset=SHALLOW&hidden_layers={layers}"), seed, 2000)));
        report(&format!("SHALLOW {layers} layers (0.6947)"), &deep);
        assert!(range(&deep).0 > 0.68);
    }
}

#[test]
fn he_thirty_layers() {
    let he = seeds(10, |seed| learned::<f32>("preset=HE", seed, 800));
    assert!(report_steps("HE below 0.1 (190..354)", &he) >= 9);
    let xavier = seeds(10, |seed| learned::<f32>("preset=HE&init=xavier_normal", seed, 800));
    assert_eq!(report_steps("HE with Xavier instead below 0.1 (0/10)", &xavier), 0);
}
