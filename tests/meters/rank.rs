//! Rank: the vanished gradient of ten sigmoid layers is also a matrix of rank one.

use crate::seeds::open::session;
use crate::seeds::{at_init, seeds};
use gradient_lab::num::Real;
use gradient_lab::probe::meter::Meter;
use gradient_lab::session::{Digest, Session};

const VAN: &str = "data=circles&samples=128&sampling=full&hidden_layers=10&activation=sigmoid&init=xavier_normal";
const HE: &str = "data=circles&samples=128&sampling=full&hidden_layers=10&activation=relu&init=he_normal";
const SEEDS: u32 = 10;

fn rank<R: Real>(session: &Session<R>) -> Vec<Option<f64>> {
    Meter::named("rank").expect("a meter").measure_all(&session.frame())
}

/// σ₂/σ₁ at a layer, counted from 1, by seed: printed, the smallest and the largest.
fn at<R: Real>(text: &str, layer: usize) -> (f64, f64) {
    let mut found = seeds(SEEDS, |seed| rank(&at_init::<R>(text, seed))[layer - 1].expect("a matrix"));
    found.sort_unstable_by(f64::total_cmp);
    println!("{}, layer {layer}: {:.1e} ({:.1e} to {:.1e})", R::NAME, found[5], found[0], found[9]);
    (found[0], found[9])
}

#[test]
fn ten_sigmoid_layers_leave_one_direction() {
    println!("VAN");
    let (low, high) = at::<f64>(VAN, 10);
    assert!(low > 1e-14 && high < 1e-11, "layer 10: {low:e} to {high:e}");
    let (low, high) = at::<f64>(VAN, 1);
    assert!(low > 1e-3 && high < 1.0, "layer 1: {low:e} to {high:e}");
    // Single precision rounds at 6·10⁻⁸, and the sum over the batch cancels by a factor of 1 to 100: smaller ratios
    // drown.
    let (low, high) = at::<f32>(VAN, 10);
    assert!(low > 1e-8 && high < 1e-4, "f32: {low:e} to {high:e}");
}

#[test]
fn the_default_experiment_is_near_rank_one_too() {
    println!("the default");
    for (low, high) in [at::<f64>("", 10), at::<f32>("", 10)] {
        assert!(low > 5e-7 && high < 1e-5, "{low:e} to {high:e}");
    }
}

#[test]
fn relu_and_he_keep_several_directions() {
    println!("ReLU and He");
    let (low, _) = at::<f64>(HE, 10);
    assert!(low > 1e-3, "{low:e}");
}

#[test]
fn it_is_of_the_gradient_alone_and_known_after_its_backward_phase() {
    let mut session: Session<f64> = session("data=circles&hidden_layers=3&width=6&l2=0.5&clip_norm=0.01", 0);
    assert_eq!(rank(&session), [None; 4]);
    while session.trainer().next() != gradient_lab::train::Phase::Clip {
        session.advance();
    }
    let (before, digest) = (rank(&session), Digest::of(&session));
    // The output has one unit: one row, and no second direction.
    assert!(before[..3].iter().all(Option::is_some) && before[3].is_none(), "{before:?}");
    assert_eq!(Digest::of(&session), digest);
    session.advance();
    assert_eq!(rank(&session), before, "penalty and clipping are not part of it");
}

#[test]
fn one_example_gives_rank_one_and_through_time_there_is_none() {
    let single: Session<f64> = session("data=circles&hidden_layers=3&width=6&batch=1&activation=tanh", 2);
    assert!(rank(&single)[..3].iter().all(|ratio| ratio.is_some_and(|ratio| ratio < 1e-15)), "{:?}", rank(&single));
    let steps: Session<f32> = session("data=adding&length=6&width=4&cell=lstm&batch=4", 2);
    assert_eq!(rank(&steps), [None; 7]);
}

#[test]
fn residual_branches_give_the_flatter_of_their_maps() {
    let text = "data=circles&hidden_layers=4&width=6&skip=identity&activation=relu&init=he_normal&branch_layers=2";
    let session: Session<f64> = session(text, 2);
    assert!(rank(&session)[..4].iter().all(Option::is_some), "{:?}", rank(&session));
}
