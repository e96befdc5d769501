//! The sequences: shapes, seeds, the rule of each task, what a constant answer costs, and the real series.
#![cfg(not(target_arch = "wasm32"))]

mod chance;
#[path = "../support/open.rs"]
mod open;
mod real;
mod tasks;

use gradient_lab::data::{Data, Endless};
use gradient_lab::spec::{Dataset, Link, Loss, Sequence, Spec};
use gradient_lab::train::Trainer;
use open::spec;

/// The tasks that make fresh sequences at every step.
fn endless() -> impl Iterator<Item = &'static str> {
    let sequences = Dataset::ALL.iter().filter(|data| data.is_sequence()).map(|data| data.key());
    sequences.filter(|task| Endless::new(&of_task(task, 20)).is_some())
}

fn of_task(task: &str, length: usize) -> Spec {
    let cell = if task == "cliff" { "rnn&width=1" } else { "gru&width=5" };
    spec(&format!("data={task}&cell={cell}&length={length}&features=3&batch=7"))
}

/// x and y of one example.
type Example = (Vec<f64>, Vec<f64>);

/// `count` sequences of a task, example by example: x \[T×D\] and y \[O×M\].
fn drawn(task: &str, length: usize, count: usize) -> (Sequence, Vec<Example>) {
    let spec = of_task(task, length);
    let shape = spec.sequence().expect("a sequence");
    let mut endless = Endless::new(&spec).expect("an endless task");
    let (mut x, mut y) =
        (vec![f64::NAN; shape.steps * shape.features * count], vec![f64::NAN; shape.outputs * shape.answers * count]);
    endless.fill(&mut Endless::stream(11, 0), &mut x, &mut y);
    let column = |block: &[f64], b: usize| block.iter().skip(b).step_by(count).copied().collect::<Vec<f64>>();
    (shape, (0..count).map(|b| (column(&x, b), column(&y, b))).collect())
}

fn mean(values: impl Iterator<Item = f64> + Clone) -> f64 {
    values.clone().sum::<f64>() / values.count() as f64
}

/// Mean and mean square.
fn moments(values: &[f64]) -> (f64, f64) {
    (mean(values.iter().copied()), mean(values.iter().map(|v| v * v)))
}

#[test]
fn every_task_has_the_shape_that_it_says() {
    for task in endless() {
        for length in [2, 3, 12, 500] {
            let spec = of_task(task, length);
            let shape = spec.sequence().expect("a sequence");
            let mut trainer: Trainer<f32> = Trainer::new(&spec).expect("a valid spec");
            trainer.step();
            let network = &trainer.network;
            assert_eq!((shape.steps, network.layers.len(), network.batch), (length, length + 1, 7), "{task}");
            assert_eq!(network.x.len(), 7 * length * shape.features, "{task}");
            assert_eq!(network.y.len(), 7 * shape.outputs * shape.answers, "{task}");
            assert_eq!(network.stages[length].a().len(), network.y.len(), "{task}");
            assert!(shape.answers <= length && trainer.loss_value.is_finite(), "{task}");
            let Data { train, test } = &trainer.data;
            assert_eq!((train.features, train.outputs), (network.x.len() / 7, network.y.len() / 7), "{task}");
            assert!(train.count() == 128 && test.count() == 128, "{task}");
            assert!(train != test || task == "cliff", "{task} is tested on what it shows");
        }
    }
}

#[test]
fn a_batch_is_a_matter_of_seed_and_step() {
    for task in endless() {
        let batches = |more: &str| {
            let spec = spec(&format!("{}&{more}", of_task(task, 20).to_text()));
            let mut trainer: Trainer<f64> = Trainer::new(&spec).expect("a valid spec");
            let mut batch = || {
                trainer.step();
                (trainer.network.x.clone(), trainer.network.y.clone())
            };
            [batch(), batch(), batch()]
        };
        let (first, again) = (batches("seed=5"), batches("seed=5&learning_rate=0.5"));
        assert_eq!(first, again, "{task}");
        if task != "cliff" {
            assert!(first[0] != first[1] && first[1] != first[2], "{task} repeats itself");
            assert_ne!(first, batches("seed=6"), "{task}");
        }
        // The weights of the cell have a stream of their own.
        assert_eq!(first, batches("seed=5&init=he_normal"), "{task}");
    }
}

/// What the best constant answer costs on many examples, class by class or as a number.
fn constant(task: &str) -> (f64, f64) {
    let (shape, all) = drawn(task, 30, 6000);
    if shape.outputs == 1 {
        let y: Vec<f64> = all.iter().flat_map(|(_, y)| y.clone()).collect();
        let (p, square) = moments(&y);
        let classes = y.iter().all(|&y| y == 0.0 || y == 1.0);
        let bce = -(p * p.ln() + (1.0 - p) * (1.0 - p).ln());
        return if classes { (bce, p.max(1.0 - p)) } else { (square - p * p, 0.0) };
    }
    let class = |o: usize| mean(all.iter().flat_map(|(_, y)| &y[o * shape.answers..][..shape.answers]).copied());
    let shares: Vec<f64> = (0..shape.outputs).map(class).collect();
    (-shares.iter().map(|p| p * p.ln()).sum::<f64>(), shares.iter().fold(0.0, |a: f64, &b| a.max(b)))
}

#[test]
fn a_constant_answer_costs_what_the_chance_line_says() {
    for task in endless().filter(|task| *task != "cliff") {
        let data = Dataset::from_key(task).expect("a dataset");
        // Of a random gradient there is none.
        let Some((loss, name, accuracy)) = data.chance(data.task().loss()) else { continue };
        let (found, right) = constant(task);
        println!("{task}: the best constant costs {found:.4}, {name} is {loss:.4}");
        assert!((found / loss - 1.0).abs() < 0.04, "{task}: {found} for {name} = {loss}");
        assert!((right - accuracy).abs() < 0.03, "{task}: {right} right, not {accuracy}");
    }
    assert_eq!(Dataset::Adding.chance(Loss::Mse).expect("a line").0, 1.0 / 6.0);
    assert_eq!(Dataset::Copy.chance(Loss::SoftmaxCrossEntropy).expect("a line").0, 4f64.ln());
    assert_eq!(Dataset::DigitRows.chance(Loss::SoftmaxCrossEntropy).expect("a line").0, 10f64.ln());
    assert!(Dataset::NoiseSequence.chance(Loss::Cotangent).is_none());
}

#[test]
fn what_does_not_fit_is_settled_with_a_sentence() {
    for (text, words, settled) in [
        ("cell=lstm&data=circles", "A cell needs sequences", "cell=lstm&data=adding"),
        ("cell=gru", "A cell needs sequences", "cell=gru&data=adding"),
        ("data=parity", "Sequences need a cell", "cell=rnn&data=parity"),
        ("data=digit_rows&activation=relu", "Sequences need a cell", "cell=rnn&data=digit_rows&activation=relu"),
        ("cell=lstm&data=adding&width=200", "at most 128", "cell=lstm&data=adding&width=128"),
        ("cell=lstm&data=adding&batch=1000", "at most 128", "cell=lstm&data=adding&batch=128"),
        ("cell=lstm&data=sunspots&length=400", "at most 100", "cell=lstm&data=sunspots&length=100"),
        ("cell=lstm&data=adding&length=501", "from 2 to 500", "cell=lstm&data=adding&length=500"),
        ("cell=lstm&data=adding&cell_layers=3", "from 1 to 2", "cell=lstm&data=adding&cell_layers=2"),
        ("cell=lstm&data=cliff&width=4", "one unit of a plain RNN", "cell=rnn&data=cliff&width=1"),
        ("cell=rnn&data=cliff&width=1&cell_layers=2", "one unit of a plain RNN", "cell=rnn&data=cliff&width=1"),
        ("cell=rnn&data=digit_rows&sampling=full", "all sequences", "cell=rnn&data=digit_rows"),
        ("cell=rnn&data=adding&loss=bce_with_logits", "does not fit these data", "cell=rnn&data=adding"),
        ("cell=rnn&data=copy&loss=bce_with_logits", "does not fit these data", "cell=rnn&data=copy"),
    ] {
        let link = Link::parse(text);
        let said = link.warnings.join(" ");
        assert!(link.warnings.len() == 1 && said.contains(words) && said.ends_with('.'), "{text}: {said}");
        assert_eq!(link.spec, spec(settled), "{text}");
        Trainer::<f32>::new(&link.spec).expect("a valid spec").step();
    }
    // Put together by hand it is refused in the same words.
    let wrong = Spec { data: Dataset::Parity, ..Spec::default() };
    let why = Trainer::<f32>::new(&wrong).expect_err("no cell").to_string();
    assert!(why.contains("Sequences need a cell"), "{why}");
}
