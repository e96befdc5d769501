//! The same bits for everyone: the table of `digests` here, and in the browser by `web`.
#![cfg(not(target_arch = "wasm32"))]

mod digests;

use digests::{DIGESTS, digest};
use gradient_lab::num::Real;
use gradient_lab::session::Session;
use gradient_lab::spec::{
    Activation, BranchScale, Dataset, Init, Link, Loss, NormKind, NormPlace, Rule, Sampling, Schedule, Skip, Spec,
};

/// Every choice there is, one at a time, and some larger runs.
fn experiments() -> Vec<(String, u32)> {
    let mut all = vec![
        (String::new(), 20),
        ("activation=relu&init=he_normal".into(), 20),
        ("preset=VAN".into(), 3),
        ("preset=NAN".into(), 10),
        ("preset=LOSS".into(), 2),
        ("preset=UNDERFLOW&samples=8".into(), 1),
        ("data=circles&samples=20&hidden_layers=3&width=5&batch=7&live=2:0.5,4:0.01".into(), 8),
        (
            "data=circles&hidden_layers=3&layer_activation=1:relu,2:gelu,3:selu&layer_width=1:9,3:2&use_bias=off"
                .into(),
            5,
        ),
    ];
    let small = "samples=24&batch=9&hidden_layers=2&width=5";
    all.extend(
        Activation::ALL
            .iter()
            .map(|choice| (format!("data=circles&{small}&activation={}&init=he_normal", choice.key()), 6)),
    );
    all.extend(
        Init::ALL
            .iter()
            .map(|choice| (format!("data=circles&{small}&activation=tanh&init={}&bias=0.1", choice.key()), 6)),
    );
    all.extend(Dataset::ALL.iter().map(|&choice| {
        (format!("data={}&{small}&features=3&activation=tanh&learning_rate=0.01{}", choice.key(), cell_for(choice)), 6)
    }));
    all.extend(Sampling::ALL.iter().map(|choice| (format!("data=xor&{small}&sampling={}", choice.key()), 6)));
    for loss in Loss::ALL {
        let data = if *loss == Loss::Cotangent { "gaussian" } else { "digits" };
        all.push((format!("data={data}&{small}&activation=tanh&loss={}", loss.key()), 4));
    }
    all.extend(paths(small));
    all.extend(updates(small));
    all.extend(together());
    all.extend(cells());
    all
}

/// What reads a dataset, if it is one of sequences.
fn cell_for(data: Dataset) -> &'static str {
    match (data, Spec { data, ..Spec::default() }.sequence()) {
        (_, None) => "",
        (Dataset::Cliff, _) => "&cell=rnn&width=1&length=6",
        _ => "&cell=gru&length=6",
    }
}

/// Every cell, on tasks with one answer and with many.
fn cells() -> Vec<(String, u32)> {
    let each = [
        "cell=rnn&activation=tanh",
        "cell=rnn&activation=relu&recurrent_init=identity",
        "cell=lstm",
        "cell=lstm&forget_gate=off&use_bias=off",
        "cell=gru&recurrent_init=orthogonal&recurrent_gain=1.1",
        "cell=gru_pytorch&update_bias=2",
    ];
    let tasks = ["data=adding&length=12", "data=copy&length=9&cell_layers=2&truncate=4"];
    let more = "width=6&batch=9&optimizer=adam&learning_rate=0.01&clip_norm=1";
    each.iter().flat_map(|cell| tasks.map(|task| (format!("{cell}&{task}&{more}"), 8))).collect()
}

/// Every way round a layer, with every norm at every place.
fn paths(small: &str) -> Vec<(String, u32)> {
    let mut all = Vec::new();
    for skip in Skip::ALL {
        for norm in NormKind::ALL {
            for place in NormPlace::ALL.iter().take(if *norm == NormKind::None { 1 } else { 2 }) {
                let (skip, norm, place) = (skip.key(), norm.key(), place.key());
                // Widths that differ, so that there is a projection.
                let layer = format!("skip={skip}&norm={norm}&norm_place={place}&layer_width=2:7");
                all.push((format!("data=circles&{small}&activation=tanh&{layer}"), 5));
            }
        }
    }
    for scale in BranchScale::ALL {
        for zero in ["off", "on"] {
            let branch = format!("branch_layers=2&branch_scale={}&zero_branch={zero}", scale.key());
            all.push((format!("data=circles&{small}&activation=gelu&skip=report&{branch}&norm=batch"), 5));
        }
    }
    all
}

/// Every rule and schedule, and all that comes between a gradient and a step.
fn updates(small: &str) -> Vec<(String, u32)> {
    let rules = Rule::ALL.iter().map(|rule| format!("optimizer={}", rule.key()));
    let falling = "schedule_steps=3&schedule_factor=0.3";
    // The first of them is what all the others have anyway.
    let schedules = Schedule::ALL.iter().skip(1).map(|schedule| format!("schedule={}&{falling}", schedule.key()));
    let rest = [
        "warmup_steps=4",
        "dropout=0.4",
        "l1=0.01",
        "l2=0.1",
        "decay=0.1",
        "clip_norm=0.02",
        "clip_value=0.003",
        "l2=0.1&clip_norm=0.05&clip_value=0.01",
        "optimizer=momentum&momentum=0.5",
        "optimizer=rmsprop&rho=0.5&epsilon=0.001",
        "optimizer=adam&beta1=0.5&beta2=0.9",
        "optimizer=adamw&decay=0.3",
        "live=1:dropout:0.5,2:0.5,2:clip_norm:0.1,3:l2:0.1,4:momentum:0.2&optimizer=momentum",
    ];
    let more = rules.chain(schedules).chain(rest.map(String::from));
    more.map(|more| (format!("data=xor&{small}&activation=tanh&{more}"), 6)).collect()
}

/// Much of it at once, and for longer.
fn together() -> Vec<(String, u32)> {
    [
        "hidden_layers=4&width=12&skip=pre_activation&norm=batch&activation=relu&init=he_normal&dropout=0.2&optimizer=adam&learning_rate=0.01&clip_norm=1",
        "data=spiral&hidden_layers=6&width=8&layer_width=3:12&skip=identity&branch_layers=2&branch_scale=depth&norm=layer&norm_place=after&activation=silu&optimizer=nesterov&schedule=cosine&schedule_steps=40&warmup_steps=5&l2=0.001",
        "data=reg&hidden_layers=4&width=8&skip=report&norm=batch&activation=elu&optimizer=adagrad&sampling=replacement&batch=16&l1=0.001&live=10:0.5,20:dropout:0.3,30:clip_value:0.01",
    ]
    .map(|text| (text.to_string(), 40))
    .to_vec()
}

#[test]
fn native_code_gives_the_bits_of_the_table() {
    let changed: Vec<&str> =
        DIGESTS.iter().filter(|(text, steps, expected)| digest(text, *steps) != *expected).map(|row| row.0).collect();
    assert!(changed.is_empty(), "{} of {} experiments end in other bits: {changed:#?}", changed.len(), DIGESTS.len());
}

#[test]
fn the_table_holds_every_choice() {
    let rows: Vec<(String, u32)> = DIGESTS.iter().map(|(text, steps, _)| (text.to_string(), *steps)).collect();
    assert_eq!(rows, experiments());
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
#[ignore = "prints the table for digests/table.rs"]
fn print_the_table() {
    for (text, steps) in experiments() {
        let [single, double] = digest(&text, steps);
        println!("    ({text:?}, {steps}, [{single:#018x}, {double:#018x}]),");
    }
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
