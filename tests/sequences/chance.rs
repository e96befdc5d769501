//! The line of chance is what an answer that never changes really scores.

use super::spec;
use gradient_lab::session::Session;
use gradient_lab::spec::{Dataset, Loss};

/// A run whose network gives the same answer to everything: no weights, and this bias.
fn constant(text: &str, answer: f64) -> Session<f64> {
    let mut trainer = Session::<f64>::new(&spec(text)).expect("a valid spec").trainer().clone();
    let parameters = &mut trainer.network.parameters;
    parameters.values.fill(0.0);
    // The cliff answers with its own state σ(b).
    let bias = parameters.tensor("c").or(parameters.tensors.last()).expect("a bias").range.clone();
    parameters.values[bias].fill(answer);
    Session::watch(trainer)
}

/// Test loss and accuracy of such a run beside its line of chance, over some seeds of the data.
fn scores(task: &str, answer: f64, more: &str, seeds: u32) -> [(f64, f64); 2] {
    let mut sums = [(0.0, 0.0); 2];
    for seed in 0..seeds {
        let cell = if task == "cliff" { "rnn&width=1&activation=sigmoid" } else { "gru&width=2" };
        let mut session = constant(&format!("data={task}&cell={cell}&length=20&batch=8&seed={seed}{more}"), answer);
        let score = session.evaluate();
        let line = session.frame().chance().unwrap_or_else(|| panic!("{task}{more} has no line"));
        let pairs = [(score.test.loss, line.test), (score.train.loss, line.loss)];
        sums.iter_mut().zip(pairs).for_each(|(sum, (found, said))| {
            *sum = (sum.0 + found / f64::from(seeds), sum.1 + said / f64::from(seeds));
        });
        if line.accuracy > 0.0 {
            assert!((score.test.accuracy - line.accuracy).abs() < 0.2, "{task}: {}", score.test.accuracy);
        }
    }
    sums
}

#[test]
fn the_line_is_what_a_constant_answer_scores_on_the_test_examples() {
    // Of all the sequences; where the score depends on which examples are drawn, over many seeds and more loosely.
    let exactly = 1e-9;
    let cases = [
        ("recall", 0.0, "", 3, exactly),
        ("recall", 0.5, "&loss=mse", 3, exactly),
        ("parity", 0.0, "", 3, exactly),
        ("brackets", 0.0, "", 3, exactly),
        ("copy", 0.0, "", 3, exactly),
        ("copy", 0.25, "&loss=mse", 3, exactly),
        ("temporal_order", 0.0, "", 3, exactly),
        ("digit_rows", 0.0, "", 1, exactly),
        ("digit_rows", 0.1, "&loss=mse", 1, exactly),
        ("digit_pixels", 0.0, "", 1, exactly),
        ("cliff", 60.0, "", 3, exactly),
        ("adding", 1.0, "", 60, 0.04),
        ("sine", 0.0, "", 60, 0.04),
        ("mackey_glass", 0.0, "", 60, 0.04),
        ("noise_sequence", 0.0, "&loss=mse", 60, 0.04),
    ];
    // Sunspots have a test of their own below.
    for data in Dataset::ALL.iter().filter(|data| data.is_sequence() && **data != Dataset::Sunspots) {
        assert!(cases.iter().any(|case| case.0 == data.key()), "{} needs a row in this test", data.key());
    }
    for (task, answer, more, seeds, tolerance) in cases {
        for (found, said) in scores(task, answer, more, seeds) {
            println!("{task}{more}: the constant {answer} scores {found:.4}, the line says {said:.4}");
            assert!((found / said - 1.0).abs() < tolerance, "{task}{more}: {found} is not {said}");
        }
    }
}

/// Years that were not learned from are wilder: each part has its own line.
#[test]
fn sunspots_have_a_line_for_each_part() {
    for length in [2, 20, 60, 100] {
        let text = format!("data=sunspots&cell=gru&width=2&length={length}");
        let learned = &Session::<f64>::new(&spec(&text)).expect("a valid spec").trainer().data.train.y.clone();
        let mean = learned.iter().sum::<f64>() / learned.len() as f64;
        let mut session = constant(&text, mean);
        let (score, line) = (session.evaluate(), session.frame().chance().expect("a line"));
        println!("sunspots, {length} years: the mean costs {:.3}, on test {:.3}", line.loss, line.test);
        // Targets come as f32 to whoever looks at a run.
        assert!((score.train.loss / line.loss - 1.0).abs() < 1e-6, "{} {}", score.train.loss, line.loss);
        assert!((score.test.loss / line.test - 1.0).abs() < 1e-6, "{} {}", score.test.loss, line.test);
        assert!(line.test > 1.8 * line.loss);
        // Any other constant learned from the same years costs more there.
        for other in [mean - 0.2, mean + 0.2] {
            assert!(constant(&text, other).evaluate().train.loss > score.train.loss);
        }
    }
}

#[test]
fn every_sequence_has_a_line_but_for_a_mere_gradient() {
    for &data in Dataset::ALL.iter().filter(|data| data.is_sequence()) {
        for &loss in Loss::ALL.iter().filter(|&&loss| data.task().allows(loss)) {
            let line = data.chance(loss);
            // Where a random gradient is sent down there is nothing to answer. (Bits of a class, one by one: no task
            // here.)
            let nothing =
                loss == Loss::Cotangent || (data.choice().key.starts_with("digit") && loss.key().contains("bce"));
            assert_eq!(line.is_none(), nothing, "{} with {}", data.key(), loss.key());
        }
    }
}
