//! The experiments of the table of digests.

use gradient_lab::spec::{
    Activation, BranchScale, Cell, Dataset, Init, Loss, NormKind, NormPlace, Rule, Sampling, Schedule, Skip, Spec,
};

/// Texts and numbers of steps: every choice by itself, and some larger runs.
pub fn experiments() -> Vec<(String, u32)> {
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
    // Own data without a table are the two circles (tests/own.rs), which have their row.
    all.extend(Dataset::ALL.iter().filter(|&&choice| choice != Dataset::Own).map(|&choice| {
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
    all.extend(halves(small));
    all
}

/// The cell that reads a dataset of sequences; nothing for other datasets.
fn cell_for(data: Dataset) -> &'static str {
    match (data, Spec { data, ..Spec::default() }.sequence()) {
        (_, None) => "",
        (Dataset::Cliff, _) => "&cell=rnn&width=1&length=6",
        _ => "&cell=gru&length=6",
    }
}

/// Every cell, on a task with one answer per sequence and on a task with one per time step.
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
    // Cells that came later, as they start by default.
    let named = |cell: &&Cell| each.iter().any(|text| text.split('&').next() == Some(&format!("cell={}", cell.key())));
    let later = Cell::ALL.iter().filter(|cell| **cell != Cell::None && !named(cell));
    let later = later.map(|cell| format!("cell={}", cell.key()));
    let all = each.map(String::from).into_iter().chain(later);
    all.flat_map(|cell| tasks.map(|task| (format!("{cell}&{task}&{more}"), 8))).collect()
}

/// Tensors rounded to f16 and bf16.
fn halves(small: &str) -> Vec<(String, u32)> {
    let layers = "activation=tanh&optimizer=adam&learning_rate=0.01";
    let paths = "activation=gelu&skip=report&norm=batch&layer_width=2:7&clip_norm=1";
    let more = ["precision=f16", "precision=f16&loss_scale=15", "precision=bf16"];
    let depth = more.iter().flat_map(|more| [layers, paths].map(|net| format!("data=circles&{small}&{net}&{more}")));
    let time = more.iter().map(|more| format!("data=copy&cell=lstm&length=9&cell_layers=2&width=6&batch=9&{more}"));
    depth.chain(time).map(|text| (text, 8)).collect()
}

/// Every kind of skip connection, with every norm at every place.
fn paths(small: &str) -> Vec<(String, u32)> {
    let mut all = Vec::new();
    for skip in Skip::ALL {
        for norm in NormKind::ALL {
            for place in NormPlace::ALL.iter().take(if *norm == NormKind::None { 1 } else { 2 }) {
                let (skip, norm, place) = (skip.key(), norm.key(), place.key());
                // The widths differ, so that the skip connection needs a projection.
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

/// Every optimizer, every schedule, and everything that changes a gradient before the update.
fn updates(small: &str) -> Vec<(String, u32)> {
    let rules = Rule::ALL.iter().map(|rule| format!("optimizer={}", rule.key()));
    let falling = "schedule_steps=3&schedule_factor=0.3";
    // The first schedule is the constant one, which all other experiments have.
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

/// Longer runs with many choices at once.
fn together() -> Vec<(String, u32)> {
    [
        "hidden_layers=4&width=12&skip=pre_activation&norm=batch&activation=relu&init=he_normal&dropout=0.2&\
            optimizer=adam&learning_rate=0.01&clip_norm=1",
        "data=spiral&hidden_layers=6&width=8&layer_width=3:12&skip=identity&branch_layers=2&branch_scale=depth&\
            norm=layer&norm_place=after&activation=silu&optimizer=nesterov&schedule=cosine&schedule_steps=40&\
            warmup_steps=5&l2=0.001",
        "data=reg&hidden_layers=4&width=8&skip=report&norm=batch&activation=elu&optimizer=adagrad&\
            sampling=replacement&batch=16&l1=0.001&live=10:0.5,20:dropout:0.3,30:clip_value:0.01",
    ]
    .map(|text| (text.to_string(), 40))
    .to_vec()
}
