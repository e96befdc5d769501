//! The loss over two parameters, and the path of a run through it.
#![cfg(not(target_arch = "wasm32"))]

use gradient_lab::session::Experiment;
use gradient_lab::spec::Link;

const BOWL: &str = "data=bowl&hidden_layers=0&use_bias=off&init=constant&sampling=full";

fn open(text: &str) -> Experiment {
    Experiment::open(Link::parse(text))
}

fn bowl(rate: &str) -> Experiment {
    open(&format!("{BOWL}&learning_rate={rate}&precision=f64"))
}

#[test]
fn the_loss_over_the_bowl_is_its_closed_form() {
    let points = [[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [-0.7, 0.3], [1e3, -1e-3], [f64::NAN, 1.0]];
    for (precision, off) in [("f64", 1e-14), ("f32", 1e-6)] {
        let mut run = open(&format!("{BOWL}&precision={precision}"));
        run.run(3);
        let losses = points.map(|point| run.loss_at(point).expect("two parameters"));
        assert!(losses[5].is_nan());
        for ([x, y], loss) in points.into_iter().zip(losses).take(5) {
            let exact = 0.5 * (x * x + 10.0 * y * y);
            assert!((loss - exact).abs() <= off * exact, "{precision} ({x}, {y}): {loss} is not {exact}");
        }
    }
}

#[test]
fn the_loss_at_the_parameters_is_the_loss_of_an_evaluation() {
    for text in ["data=circles&hidden_layers=0&use_bias=off", "data=chain&hidden_layers=1&width=1&use_bias=off"] {
        let mut run = open(text);
        run.run(7);
        let (now, digest) = (*run.path().last().expect("two parameters"), run.digest());
        assert!(run.loss_at([0.25, -4.0]) > run.loss_at(now), "{text}");
        assert_eq!(run.loss_at(now), Some(run.evaluate().train.loss), "{text}");
        assert_eq!(run.digest(), digest, "{text}: looking changes nothing");
    }
}

#[test]
fn the_path_has_the_start_and_every_step() {
    for (rate, step) in [("0.19", 25), ("0.21", 25)] {
        let mut run = bowl(rate);
        assert_eq!(run.path(), [[1.0, 1.0]]);
        run.run(step);
        run.advance(3); // the step under way has moved nothing yet
        let path = run.path();
        assert_eq!(path.len(), 1 + step as usize);
        let rate: f64 = rate.parse().expect("a number");
        for (t, [x, y]) in path.iter().enumerate() {
            let exact = [(1.0 - rate).powi(t as i32), (1.0 - 10.0 * rate).powi(t as i32)];
            assert!((x - exact[0]).abs() < 1e-12 && (y - exact[1]).abs() < 1e-9 * exact[1].abs(), "step {t}");
        }
        let grows = path[step as usize][1].abs() > 1.0;
        assert_eq!(grows, rate > 0.2, "it diverges above 2/10");
    }
}

#[test]
fn going_back_shortens_the_path() {
    let mut run = bowl("0.19");
    run.run(40);
    let whole = run.path();
    run.seek(12);
    while !run.seek_advance(100) {}
    assert_eq!(run.path(), whole[..13]);
    run.run(1);
    assert!(run.back(), "before the update");
    assert_eq!(run.path(), whole[..13]);
    run.reset();
    while !run.seek_advance(100) {}
    assert_eq!(run.path(), whole[..1]);
}

#[test]
fn a_long_path_is_thinned_and_ends_where_the_run_is() {
    let mut run = bowl("0.001");
    for steps in [1500, 1, 2, 700, 33] {
        run.run(steps);
        let (path, step) = (run.path(), run.frame().place.steps);
        assert!(path.len() > 500 && path.len() <= 1026, "{} points", path.len());
        let exact = [0.999_f64, 0.99].map(|factor| factor.powi(step as i32));
        let off = |n: usize| (path[path.len() - 1][n] - exact[n]).abs() / exact[n];
        assert!(off(0) < 1e-10 && off(1) < 1e-10, "step {step}");
        assert_eq!(path[0], [1.0, 1.0]);
    }
}

#[test]
fn a_run_that_stops_keeps_its_path() {
    let mut run = open(&format!("{BOWL}&learning_rate=1e3"));
    run.run(100);
    let stop = run.frame().stopped.expect("it explodes").step;
    assert!(run.path().len() as u32 >= stop, "{} points, stopped in step {stop}", run.path().len());
}

#[test]
fn other_networks_have_no_landscape() {
    for text in ["", "data=bowl&hidden_layers=0", "data=adding&length=12&width=2", "data=hand&hidden_layers=1&width=2"]
    {
        let mut run = open(text);
        assert!(run.path().is_empty() && run.loss_at([0.0; 2]).is_none(), "{text}");
    }
}
