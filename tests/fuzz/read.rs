//! Every read-out of the page, after every operation.

use super::draw::Draw;
use super::texts::{check, check_svg};
use gradient_lab::chart::{Chart, Theme, svg};
use gradient_lab::figure::{self, Compared, ComparedChart, RunChart, compared_chart, run_chart};
use gradient_lab::num::in_units;
use gradient_lab::probe::meter::METERS;
use gradient_lab::probe::{Frame, common_exponent, diagram};
use gradient_lab::session::Experiment;
use gradient_lab::verdict::{
    Cure, Limit, Limits, Outcomes, Quantity, compare, compare_seeds, diagnose, headline, sentence, why,
};

/// Reads and draws all that the page shows of the runs, the first of which is the main one.
pub fn everything(runs: &mut [Experiment], draw: &mut Draw) -> Result<(), String> {
    texts(&runs[0])?;
    judgments(&runs[0], &Limits::default())?;
    judgments(&runs[0], &limits(draw))?;
    inspector(&runs[0].frame(), draw);
    time(&runs[0].frame(), draw);
    meters(&runs[0].frame());
    landscape(&mut runs[0], draw)?;
    // What the claim of a named experiment may ask, asked of any.
    for (_, quantity) in Quantity::ALL {
        let _ = quantity.of(&runs[0].frame());
    }
    pictures(&mut runs[0], draw)?;
    comparison(runs)?;
    over_seeds(runs, draw)?;
    let _ = runs[0].digest();
    Ok(())
}

fn texts(run: &Experiment) -> Result<(), String> {
    let (frame, limits) = (run.frame(), Limits::default());
    let stopped = frame.stopped.is_some();
    for warning in run.warnings() {
        // It quotes what was typed.
        let ours = warning.split('“').next().unwrap_or_default();
        check("a warning", ours, stopped)?;
    }
    for parts in [sentence(&frame, &limits), headline(&frame, &limits)] {
        check("the headline", &parts.into_iter().map(|part| part.text).collect::<String>(), stopped)?;
    }
    if let Some(stopped) = frame.stopped {
        check("the stop", &stopped.words(&frame), true)?;
        let _ = frame.crash();
    }
    check("the link", &run.link(), false)?;
    check("the settings", &run.settings().to_text(), false)
}

/// Limits as a user may leave them: each of a few is moved to an end of its range, or anywhere between.
fn limits(draw: &mut Draw) -> Limits {
    let mut limits = Limits::default();
    for _ in 0..1 + draw.below(3) {
        let limit = Limit::ALL[draw.below(Limit::ALL.len())];
        let (low, high) = limit.range();
        let share = [0.0, 1.0, draw.unit()][draw.below(3)];
        limits.set(limit, low + (high - low) * share);
    }
    limits
}

/// What is said of a run by these limits.
fn judgments(run: &Experiment, limits: &Limits) -> Result<(), String> {
    let frame = run.frame();
    let stopped = frame.stopped.is_some();
    for finding in diagnose(&frame, limits) {
        check("the evidence", &finding.evidence, stopped)?;
        check("the cause", &finding.cause, stopped)?;
        cures(&finding.cures, stopped)?;
    }
    let why = why(&frame, limits);
    check("why", &why.title, stopped)?;
    why.paragraphs.iter().try_for_each(|paragraph| check("why", paragraph, stopped))?;
    cures(&why.cures, stopped)
}

fn cures(cures: &[Cure], stopped: bool) -> Result<(), String> {
    for cure in cures {
        check("a cure", &cure.label, stopped)?;
        check("a cure's note", cure.note, stopped)?;
        for (key, value) in &cure.changes {
            check("a cure's change", &format!("{key}={value}"), false)?;
        }
    }
    Ok(())
}

/// The words about runs over several seeds, of accuracies and of losses of any size.
fn over_seeds(runs: &[Experiment], draw: &mut Draw) -> Result<(), String> {
    for classes in [false, true] {
        let mut all = vec![Outcomes::default(); runs.len()];
        for outcomes in &mut all {
            let loss = |draw: &mut Draw| 10_f64.powf(632.0 * draw.unit() - 323.0);
            (0..draw.below(9)).for_each(|_| outcomes.add(if classes { draw.unit() } else { loss(draw) }));
            check("the seeds of a run", &outcomes.words(classes), false)?;
        }
        check("the seeds", &compare_seeds(&all, "ABCD", classes), false)?;
    }
    Ok(())
}

/// One unit, one weight, and the columns of the diagram; places that do not exist are asked for too.
fn inspector(frame: &Frame, draw: &mut Draw) {
    let (stages, batch) = (frame.place.stages, frame.place.batch);
    for _ in 0..3 {
        let (k, o, i) = (draw.below(stages + 1), draw.below(40), draw.below(40));
        let b = draw.below(batch + 1);
        let _ = frame.unit(k, o, b);
        let _ = frame.weight((k, draw.below(2)), o, i, b);
    }
    let focus = (draw.below(2) == 0).then(|| draw.below(stages));
    let (units, edges, example) = (1 + draw.below(16), draw.below(200), draw.below(batch + 2));
    let _ = diagram(frame, units, edges, example, focus);
    let _ = (
        frame.example(draw.below(batch + 1)),
        frame.step_norms(),
        frame.chance(),
        frame.whole_factor(),
        frame.mean_factor(),
        frame.along_c(),
    );
    for k in 0..stages {
        let _ = (frame.distance(k), frame.lengths(k));
        if frame.figures[k].z.is_some() {
            let _ = frame.shares(k);
        }
    }
}

/// Gates, wires and the insides of cells.
fn time(frame: &Frame, draw: &mut Draw) {
    let (stages, batch) = (frame.place.stages, frame.place.batch);
    for (level, cell) in frame.cells(0).iter().enumerate() {
        let (k, o, b) = (draw.below(stages), draw.below(cell.size), draw.below(batch));
        let _ = (frame.cell(k, level, o, b), frame.wire_x(k, level, b));
        let wires = frame.wires(k, level, o, b);
        let exponent = common_exponent(&wires);
        let _: f64 = wires.iter().map(|wire| in_units(wire.d, exponent)).sum();
        let at = draw.below(cell.parts().len());
        let _ = frame.gate_figures(level, at);
        let _ = figure::gates(frame, level, &cell.parts()[at], b, false, &mut Vec::new());
    }
    let _ = (frame.recurrent_radius(), frame.sequence(draw.below(batch + 1)));
}

/// The meters that are measured on demand; their cost grows with the weights.
fn meters(frame: &Frame) {
    if frame.sizes.parameters < 2000 {
        METERS.iter().for_each(|meter| drop(meter.measure_all(frame)));
    }
}

/// The path of two parameters and the loss around them: looking changes nothing.
fn landscape(run: &mut Experiment, draw: &mut Draw) -> Result<(), String> {
    let (path, before) = (run.path(), run.digest());
    let two = run.frame().sizes.parameters == 2;
    let far = [0.0, 1.0, -1e-30, 1e30, -1e300, f64::NAN, f64::INFINITY][draw.below(7)];
    let losses = [run.loss_at([far, draw.unit()]), run.loss_at([draw.unit(), -far])];
    if path.is_empty() == two || losses.iter().any(|loss| loss.is_some() != two) || run.digest() != before {
        return Err(format!("a landscape of {} parameters, {} points", run.frame().sizes.parameters, path.len()));
    }
    Ok(())
}

fn pictures(run: &mut Experiment, draw: &mut Draw) -> Result<(), String> {
    let dark = draw.below(2) == 0;
    let _ = figure::river(&run.frame(), dark, &mut Vec::new());
    if let Some(mut boundary) = figure::Boundary::of(&run.frame(), 4) {
        while !boundary.advance(run) {}
        boundary.paint(dark, &mut Vec::new());
    }
    let ranged: Vec<(f64, f64)> = (0..draw.below(4)).map(|n| (10_f64.powi(n as i32 - 4), draw.unit())).collect();
    let lost = is_lost(&run.frame());
    RunChart::ALL.iter().try_for_each(|&kind| chart(kind.key(), &run_chart(kind, &run.frame(), &ranged), lost))
}

/// Whether a chart may name a number that is not finite: of a run that stopped, or of the loss on a whole set, which
/// may overflow while that of every batch does not.
fn is_lost(frame: &Frame) -> bool {
    let scores = frame.scores.iter().flat_map(|score| [score.train.loss, score.test.loss]);
    frame.stopped.is_some() || scores.into_iter().any(|loss| !loss.is_finite())
}

fn comparison(runs: &[Experiment]) -> Result<(), String> {
    let stopped = runs.iter().any(|run| run.frame().stopped.is_some());
    let lost = runs.iter().any(|run| is_lost(&run.frame()));
    let compared: Vec<Compared> =
        runs.iter().zip(["A", "B", "C"]).map(|(run, name)| Compared::of(&run.frame(), name)).collect();
    ComparedChart::ALL.iter().try_for_each(|&kind| chart(kind.key(), &compared_chart(kind, &compared), lost))?;
    for other in &runs[1..] {
        let difference = compare(&runs[0].frame(), &other.frame());
        check("the difference's name", &difference.name, stopped)?;
    }
    Ok(())
}

/// Draws a chart and checks it.
pub fn chart(kind: &str, chart: &Chart, lost: bool) -> Result<(), String> {
    check_svg(&format!("the chart {kind}"), &svg(chart, 360, 200, &Theme::light()), lost)
}
