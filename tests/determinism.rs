//! An experiment ends in the same bits everywhere. Here native code is compared with the table of digests;
//! `tests/web.rs` compares the browser with the same table.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/digests/mod.rs"]
mod digests;
#[path = "support/digests/experiments.rs"]
mod experiments;

use digests::{DIGESTS, digest};
use experiments::experiments;
use gradient_lab::num::Real;
use gradient_lab::session::Session;
use gradient_lab::spec::{Link, Spec};

#[test]
fn native_code_gives_the_bits_of_the_table() {
    let changed: Vec<&str> =
        DIGESTS.iter().filter(|(text, steps, expected)| digest(text, *steps) != *expected).map(|row| row.0).collect();
    assert!(changed.is_empty(), "{} of {} experiments end in other bits: {changed:#?}", changed.len(), DIGESTS.len());
}

#[test]
fn the_table_holds_every_choice() {
    let rows: Vec<(String, u32)> = DIGESTS.iter().map(|(text, steps, _)| (text.to_string(), *steps)).collect();
    let experiments = experiments();
    let missing: Vec<_> = experiments.iter().filter(|experiment| !rows.contains(experiment)).collect();
    assert!(missing.is_empty(), "`cargo xtask regenerate digests` adds the rows of {missing:#?}");
    assert!(rows == experiments, "the table has rows that are no experiments any more, or another order");
    for (text, _) in &rows {
        assert_eq!(Link::parse(text).warnings, Vec::<String>::new(), "{text}");
    }
    let mut digests: Vec<u64> = DIGESTS.iter().flat_map(|row| row.2).collect();
    digests.sort_unstable();
    digests.dedup();
    // For tanh, Kumar's weights are LeCun's; no two others may agree.
    assert_eq!(digests.len(), 2 * DIGESTS.len() - 2, "different experiments with the same bits");
}

#[test]
fn the_same_spec_gives_the_same_bits_twice_and_another_seed_does_not() {
    for text in ["data=circles&hidden_layers=2&width=8&activation=tanh", "hidden_layers=1&width=8"] {
        assert_eq!(digest(text, 5), digest(text, 5));
        assert_ne!(digest(text, 5), digest(&format!("{text}&seed=8"), 5));
        assert_ne!(digest(text, 5), digest(text, 6));
    }
}

/// f32 starts at the rounded weights of f64, on the rounded examples, drops the same units, and goes the same way.
#[test]
fn both_precisions_run_the_same_experiment() {
    for more in [
        "",
        "&norm=batch&dropout=0.2&optimizer=momentum&learning_rate=0.01",
        "&norm=layer&norm_place=after&skip=report&branch_layers=2&optimizer=nesterov&learning_rate=0.01",
        "&skip=pre_activation&layer_width=2:5&optimizer=adam&epsilon=0.001&learning_rate=0.01&l2=0.01&clip_norm=0.1",
        "&data=adding&cell=lstm&length=12&batch=8&cell_layers=2&optimizer=adam&epsilon=0.001&learning_rate=0.01",
        "&data=copy&cell=gru&length=12&batch=8&truncate=5&clip_norm=0.1",
    ] {
        let spec: Spec = Link::parse(&format!("data=circles&hidden_layers=3&width=8&activation=tanh{more}")).spec;
        let (mut single, mut double): (Session<f32>, Session<f64>) =
            (Session::new(&spec).expect("valid"), Session::new(&spec).expect("valid"));
        let pairs = |single: &Session<f32>, double: &Session<f64>| -> Vec<(f32, f64)> {
            let (mut s, mut d) = (Vec::new(), Vec::new());
            single.trainer().save(&mut s);
            double.trainer().save(&mut d);
            s.into_iter().zip(d).collect()
        };
        assert!(pairs(&single, &double).iter().all(|&(s, d)| s == d as f32), "{more}");
        let (s, d) = (&single.trainer().data.train.x, &double.trainer().data.train.x);
        assert!(s.iter().zip(d).all(|(&s, &d)| s == f32::from_f64(d)));
        single.run(20);
        double.run(20);
        let apart = pairs(&single, &double);
        let far = apart.iter().find(|(s, d)| (f64::from(*s) - d).abs() > 1e-4 * d.abs().max(0.1));
        assert!(far.is_none(), "{more}: {far:?} of {} numbers", apart.len());
    }
}
