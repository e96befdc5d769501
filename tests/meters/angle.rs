//! Angle: under ReLU and He all inputs become one direction, while every norm looks healthy.

use crate::seeds::open::session;
use crate::seeds::{at_init, geometric_mean, l2, seeds};
use gradient_lab::num::Real;
use gradient_lab::probe::meter::Meter;
use gradient_lab::session::{Digest, Session};

const WIDE: &str = "data=gaussian&samples=256&batch=32&features=128&width=128&hidden_layers=50";
const SEEDS: u32 = 10;
const LAYERS: [usize; 5] = [1, 5, 10, 20, 50];

fn angle<R: Real>(session: &Session<R>) -> Vec<Option<f64>> {
    Meter::named("angle").expect("a meter").measure_all(&session.frame())
}

/// Mean cosine over the seeds at [`LAYERS`], and the rms of a at layer 50 over that at layer 1.
fn means(more: &str) -> ([f64; 5], f64) {
    let measured = seeds(SEEDS, |seed| {
        let session = at_init::<f32>(&format!("{WIDE}&{more}"), seed);
        let cosines = angle(&session);
        (LAYERS.map(|k| cosines[k - 1].expect("an angle")), l2(&session, 50, |f| f.a) / l2(&session, 1, |f| f.a))
    });
    let means = [0, 1, 2, 3, 4].map(|n| measured.iter().map(|one| one.0[n]).sum::<f64>() / f64::from(SEEDS));
    let rms = geometric_mean(&measured.iter().map(|one| one.1).collect::<Vec<f64>>());
    println!("{more}: mean cosine at layers {LAYERS:?} {means:.3?}, rms of a at layer 50 over layer 1 {rms:.2}");
    (means, rms)
}

#[test]
fn relu_and_he_turn_all_inputs_into_one_direction_while_the_rms_is_flat() {
    let (means, rms) = means("activation=relu&init=he_normal");
    for ((layer, mean), want) in LAYERS.iter().zip(means).zip([0.31, 0.73, 0.87, 0.96, 0.992]) {
        // Seeds differ by some 0.1 at the first layers, and agree at the last.
        assert!((mean - want).abs() < 0.05, "layer {layer}: {mean}, not {want}");
    }
    assert!(means[4] > 0.98, "{means:?}");
    assert!((0.5..2.0).contains(&rms), "{rms}");
}

#[test]
fn tanh_beyond_the_edge_of_chaos_keeps_right_angles() {
    let (means, _) = means("activation=tanh&init=lecun_normal&gain=1.5&output_gain=1");
    assert!(means.iter().all(|mean| mean.abs() < 0.15), "{means:?}");
}

#[test]
fn measuring_changes_nothing_and_needs_no_phase() {
    for text in [
        "data=circles&hidden_layers=3&width=6&norm=batch&dropout=0.2",
        "hidden_layers=2&width=8",
        "data=adding&length=6&width=4&cell=lstm&batch=4",
    ] {
        let mut session: Session<f32> = session(text, 0);
        let digest = Digest::of(&session);
        let first = angle(&session);
        assert!(first[..2].iter().all(|cosine| cosine.is_some_and(|cosine| cosine.abs() <= 1.0)), "{text}: {first:?}");
        assert_eq!(Digest::of(&session), digest, "{text}");
        // The pair is fixed: another batch alone does not change it, an update does.
        session.advance();
        assert_eq!(angle(&session), first, "{text}");
        session.run(3);
        assert_ne!(angle(&session), first, "{text}");
    }
}

/// The identity keeps the angle of the inputs; one number has none.
#[test]
fn the_inputs_are_nearly_at_right_angles() {
    let chain = "hidden_layers=3&activation=identity&init=orthogonal&width=64&use_bias=off";
    for seed in 1..=10 {
        let cosines = angle(&session::<f64>(&format!("{chain}&seed={seed}"), 0));
        let [first, second, third] = [0, 1, 2].map(|k| cosines[k].expect("an angle"));
        assert!(first.abs() < 0.2 && (first - second).abs() < 1e-12 && (first - third).abs() < 1e-12, "{cosines:?}");
    }
    let circles = angle(&session::<f64>("data=circles&hidden_layers=2&width=4", 0));
    assert!(circles[1].is_some() && circles[2].is_none(), "{circles:?}");
}
