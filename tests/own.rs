//! The reader's own data: which tables are allowed, and that an experiment on one is an experiment like any other.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/tables.rs"]
mod tables;

use gradient_lab::data::{Data, Extent, generate};
use gradient_lab::session::Experiment;
use gradient_lab::spec::{Cell, Known, Link, Loss, Rows, Table, Task};
use std::sync::Arc;

/// Rows with two inputs and two classes.
fn points(count: usize) -> Rows {
    let x = (0..2 * count).map(|n| n as f64).collect();
    Rows {
        columns: 2,
        per_step: 0,
        classes: vec!["a".into(), "b".into()],
        x,
        y: (0..count).map(|n| (n % 2) as f64).collect(),
    }
}

fn on(rows: Rows, text: &str) -> Link {
    let table = Arc::new(Table::new(rows).expect("a good table"));
    let known = Known { table: &|_| Some(table.clone()), ..Known::NOTHING };
    Link::from_text(&format!("data=own&own=x&{text}"), known)
}

#[test]
fn a_table_beyond_the_limits_is_none() {
    let numbers = |columns: usize, count: usize, per_step: usize| Rows {
        columns,
        per_step,
        classes: Vec::new(),
        x: vec![0.5; columns * count],
        y: vec![0.5; count],
    };
    let mut wrong = vec![
        numbers(2, 1, 0),
        numbers(2, 10_001, 0),
        numbers(0, 3, 0),
        numbers(65, 3, 0),
        numbers(7, 3, 2),
        numbers(501, 3, 1),
        numbers(3, 3, 3),
        numbers(130, 3, 65),
        numbers(500, 2000, 1),
        Rows { columns: 3, ..points(4) },
        Rows { classes: vec!["a".into()], ..points(4) },
        Rows { classes: vec![String::new(); 21], ..points(4) },
        Rows { y: vec![0.0, 1.0, 2.0, 0.0], ..points(4) },
        Rows { y: vec![0.0, 1.0, 0.5, 0.0], ..points(4) },
        Rows { y: vec![0.0, 1.0, -1.0, 0.0], ..points(4) },
    ];
    for bad in [f64::NAN, f64::INFINITY, -1e31] {
        let mut rows = points(4);
        rows.x[3] = bad;
        wrong.push(rows.clone());
        wrong.push(Rows { classes: Vec::new(), x: vec![1.0; 8], y: vec![bad; 4], ..rows });
    }
    for rows in wrong {
        let Rows { columns, per_step, ref classes, ref y, .. } = rows;
        let what = format!("{columns} inputs, {per_step} per step, {} rows, {classes:?}", y.len());
        assert!(Table::new(rows).is_none(), "{what}");
    }
    for rows in [numbers(64, 10_000, 0), numbers(500, 1280, 1), numbers(1, 2, 0), numbers(128, 2, 64)] {
        assert!(Table::new(rows).is_some());
    }
}

#[test]
fn every_number_and_name_counts_in_the_id() {
    let id = |change: &dyn Fn(&mut Rows)| {
        let mut rows = points(6);
        change(&mut rows);
        Table::new(rows).expect("a good table").id()
    };
    let changes: [&dyn Fn(&mut Rows); 6] = [
        &|_| {},
        &|rows| rows.x[0] = 1e-9,
        &|rows| rows.x.swap(0, 1),
        &|rows| rows.y.swap(0, 1),
        &|rows| rows.classes.swap(0, 1),
        &|rows| rows.per_step = 1,
    ];
    let mut ids: Vec<String> = changes.iter().map(|change| id(*change)).collect();
    assert_eq!(ids[0], id(&|_| {}));
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), changes.len());
}

#[test]
fn every_fifth_row_is_for_the_test_and_of_a_few_rows_all_are() {
    let Data { train, test } = generate::<f64>(&on(points(11), "standardize=off").spec);
    assert_eq!((train.count(), test.count()), (9, 2));
    assert_eq!(test.x, [8.0, 9.0, 18.0, 19.0]);
    assert_eq!(train.y, [0.0, 1.0, 0.0, 1.0, 1.0, 0.0, 1.0, 0.0, 0.0]);
    let few = generate::<f64>(&on(points(4), "").spec);
    assert_eq!((few.train.count(), few.train), (4, few.test));
}

/// Mean 0 and deviation 1 on the training rows, and the same shift and scale for the test.
#[test]
fn numbers_are_standardized_by_the_training_rows() {
    let flat = |link: &Link| generate::<f64>(&link.spec).train;
    let mut rows = points(50);
    rows.x.iter_mut().step_by(2).for_each(|x| *x = 7.0); // an input that never changes
    let scaled = flat(&on(rows.clone(), ""));
    let column = |n: usize| scaled.x.iter().skip(n).step_by(2).copied().collect::<Vec<f64>>();
    let moments = |values: &[f64]| {
        let mean = values.iter().sum::<f64>() / values.len() as f64;
        (mean, values.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / values.len() as f64)
    };
    assert!(column(0).iter().all(|&x| x == 0.0));
    let (mean, variance) = moments(&column(1));
    assert!(mean.abs() < 1e-12 && (variance - 1.0).abs() < 1e-12, "{mean}, {variance}");
    assert_eq!(flat(&on(rows.clone(), "standardize=off")).x[1], 1.0);
    // A number to predict too, and of a sequence each input over all time steps.
    let numbers = Rows { classes: Vec::new(), y: (0..50).map(|n| f64::from(n * n)).collect(), ..rows.clone() };
    let (mean, variance) = moments(&flat(&on(numbers, "")).y);
    assert!(mean.abs() < 1e-12 && (variance - 1.0).abs() < 1e-12, "{mean}, {variance}");
    let sequence = Rows { columns: 4, per_step: 2, y: rows.y[..25].into(), ..rows };
    let x = flat(&on(sequence, "")).x;
    let (mean, variance) = moments(&x.iter().skip(1).step_by(2).copied().collect::<Vec<f64>>());
    assert!(mean.abs() < 1e-12 && (variance - 1.0).abs() < 1e-12, "{mean}, {variance}");
}

#[test]
fn classes_numbers_and_sequences_get_their_task_cell_and_loss() {
    let spec = |rows: Rows| on(rows, "").spec;
    let two = spec(points(10));
    assert_eq!((two.task(), two.loss(), two.cell), (Task::Classes, Loss::Bce, Cell::None));
    let three = spec(Rows { classes: vec!["a".into(), "b".into(), "c".into()], ..points(10) });
    assert_eq!((three.task(), three.loss()), (Task::Symbols, Loss::SoftmaxCrossEntropy));
    assert_eq!(generate::<f64>(&three).train.y[..6], [1.0, 0.0, 0.0, 0.0, 1.0, 0.0]);
    let numbers = spec(Rows { classes: Vec::new(), ..points(10) });
    assert_eq!((numbers.task(), numbers.loss()), (Task::Regression, Loss::Mse));
    let link = on(Rows { columns: 4, per_step: 2, y: vec![0.0, 1.0, 1.0, 0.0, 1.0], ..points(10) }, "");
    let shape = link.spec.sequence().expect("sequences");
    assert_eq!((shape.steps, shape.features, shape.outputs, link.spec.cell), (2, 2, 1, Cell::Rnn));
    assert_eq!(link.warnings, ["Sequences need a cell: the plain RNN is used."]);
    let points = on(points(10), "cell=gru");
    assert_eq!(points.spec.cell, Cell::None);
    assert_eq!(points.warnings, ["These data are no sequences: a network without a cell is used."]);
}

/// Guessing is the entropy of the classes, or the variance of the numbers.
#[test]
fn chance_is_measured_on_the_training_rows() {
    let chance = |rows: Rows, text: &str| {
        let run = Experiment::open(on(rows, text));
        let chance = run.frame().chance().expect("a chance line");
        (chance.loss, chance.accuracy)
    };
    // Without rows 5 and 10: seven of class 1, one of class 0.
    let skewed = Rows { y: vec![1.0, 1.0, 1.0, 1.0, 0.0, 1.0, 1.0, 0.0, 1.0, 0.0], ..points(10) };
    let (loss, accuracy) = chance(skewed, "");
    let entropy = -(7.0 / 8.0_f64).mul_add((7.0 / 8.0_f64).ln(), 1.0 / 8.0 * (1.0 / 8.0_f64).ln());
    assert!((loss - entropy).abs() < 1e-12 && (accuracy - 7.0 / 8.0).abs() < 1e-12, "{loss}, {accuracy}");
    let numbers = Rows { classes: Vec::new(), y: vec![1.0, 3.0, 1.0, 3.0], ..points(4) };
    assert_eq!(chance(numbers.clone(), "standardize=off").0, 1.0);
    assert_eq!(chance(Rows { y: vec![1.0, 5.0, 1.0, 5.0], ..numbers.clone() }, "standardize=off").0, 4.0);
    assert_eq!(chance(Rows { y: vec![1.0, 5.0, 1.0, 5.0], ..numbers }, "").0, 1.0);
}

#[test]
fn a_link_has_the_name_of_the_table_and_without_it_says_where_the_data_are() {
    let link = on(points(10), "width=4");
    let id = link.spec.own.as_ref().expect("a table").id();
    assert_eq!(link.spec.to_text(), format!("data=own&width=4&own={id}"));
    let elsewhere = Link::parse(&link.spec.to_text());
    assert_eq!((elsewhere.spec.own.is_none(), elsewhere.warnings.len()), (true, 1), "{:?}", elsewhere.warnings);
    assert!(elsewhere.warnings[0].starts_with("A link does not hold its data"));
    assert_eq!(elsewhere.spec.to_text(), "data=own&width=4");
    assert!(Link::parse("data=own").warnings.is_empty());
    // While other data are chosen the table is kept, but no link names it.
    let mut run = Experiment::open(link);
    run.change("data", "circles");
    assert!(!run.link().contains("own"));
    run.change("data", "own");
    assert_eq!(run.frame().sizes.train, 8);
}

#[test]
fn copies_forks_and_changes_have_the_same_table() {
    for seed in 0..12 {
        let link = tables::link(&format!("data=own&own={seed}&cell=lstm&hidden_layers=2&width=6&batch=8"), 60);
        let mut run = Experiment::open(link.clone());
        run.run(3);
        let sizes = run.frame().sizes;
        let mut again = Experiment::open(link);
        again.run(3);
        assert_eq!(run.digest(), again.digest(), "seed {seed}");
        for mut other in [run.copy(), run.fork(""), run.fork("activation=tanh")] {
            while !other.seek_advance(10_000) {}
            let now = other.frame().sizes;
            assert_eq!((now.features, now.outputs, now.train), (sizes.features, sizes.outputs, sizes.train));
        }
        run.change("width", "4");
        run.change("standardize", "off");
        run.change("seed", "9");
        assert_eq!(run.frame().sizes.train, sizes.train);
        let extent = Extent::of(run.frame().spec);
        assert_eq!((extent.train, extent.test), (sizes.train, sizes.test), "seed {seed}");
    }
}

#[test]
fn a_network_learns_the_circles_and_a_table_of_three_classes() {
    let accuracy = |link: Link| {
        let mut run = Experiment::open(link);
        run.run(600);
        run.evaluate().test.accuracy
    };
    let network = "hidden_layers=2&width=16&activation=tanh&optimizer=adam&learning_rate=0.01&batch=16";
    let circles = accuracy(Link::parse(&format!("data=own&{network}")));
    let thirds = |n: usize| if n % 3 == 1 { [0.0, 900.0] } else { [300.0 * (n % 3) as f64, -(n as f64)] };
    let rows = Rows {
        columns: 2,
        per_step: 0,
        classes: vec!["a".into(), "b".into(), "c".into()],
        x: (0..90).flat_map(thirds).collect(),
        y: (0..90).map(|n| (n % 3) as f64).collect(),
    };
    let three = accuracy(on(rows, network));
    println!("circles {circles}, three classes {three}");
    assert!(circles >= 0.9 && three >= 0.95, "{circles}, {three}");
}

/// Before there is a table, two circles stand in for it.
#[test]
fn without_a_table_there_are_two_circles() {
    assert_eq!(generate::<f64>(&Link::parse("data=own").spec), generate::<f64>(&Link::parse("data=circles").spec));
}
