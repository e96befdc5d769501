//! Residual paths with a projection: layers that are wider than what they read.

use crate::open::spec;
use gradient_lab::session::Experiment;

/// A layer of one unit reads 64 pixels, and ten outputs read one unit: an operation has more or fewer outputs than
/// inputs. The record names a tensor whatever the kind of skip and norm.
#[test]
fn every_stop_of_a_projected_path_has_its_record() {
    let mut stops = 0;
    for skip in ["report", "identity", "pre_activation"] {
        for more in ["", "branch_layers=2", "norm=batch", "norm=layer&norm_place=after", "layer_width=2:5,3:2"] {
            let text = format!("skip={skip}&width=1&batch=2&samples=12&learning_rate=5&activation=relu&{more}");
            let mut experiment = Experiment::new(&spec(&text)).expect("a valid spec");
            experiment.run(300);
            let run = experiment.frame();
            if run.stopped.is_some() {
                let crash = run.crash().unwrap_or_else(|| panic!("{text}: no record"));
                assert!(!crash.value.is_finite() && !crash.tensor.is_empty(), "{text}: {crash:?}");
                stops += 1;
            }
        }
    }
    assert!(stops >= 5, "only {stops} of these experiments stop");
}

/// The case that stopped the lab itself: the default sigmoid on an identity path.
#[test]
fn an_identity_path_of_one_unit_is_recorded() {
    let text = "skip=identity&width=1&batch=2&samples=12&learning_rate=5";
    let mut experiment = Experiment::new(&spec(text)).expect("a valid spec");
    experiment.run(300);
    let run = experiment.frame();
    assert!(run.stopped.is_some(), "it stops");
    assert!(run.crash().is_some_and(|crash| !crash.value.is_finite()));
}
