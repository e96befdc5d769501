//! The charts and maps of a run.

use crate::chart::{Axis, Chart, Guide, LogScale, Map, Mark, Ramp, Role, Series, activation_chart, paint_log};
use crate::num;
use crate::probe::{Chance, Frame};

/// Charts the loss by step: of every batch, and of the whole sets where they were evaluated, with the line of chance.
pub fn loss_chart(session: &Frame) -> Chart {
    let batches: Vec<(f64, f64)> = session.trace.rows().iter().map(|row| (f64::from(row.step), row.loss)).collect();
    let scores = session.scores.iter();
    let test: Vec<(f64, f64)> = scores.map(|score| (f64::from(score.step), score.test.loss)).collect();
    let chance = session.chance();
    let lines = [batches, test];
    let heights = lines.iter().flatten().map(|point| point.1).chain(chance.map(|chance| chance.test)).chain([0.0]);
    let y = if falls_far(&lines) { Axis::log("", 0.01, 100.0) } else { Axis::linear("", 0.0, 1.0) };
    let mut chart = Chart::new("", steps_axis(session), y.covering(heights));
    let [batches, test] = lines;
    chart.series.push(Series::new("batch", Role::Signal, batches));
    chart.series.push(Series { width: 1.2, ..Series::new("test", Role::Ink, test) });
    if let Some(Chance { loss, name, test, .. }) = chance {
        chart.guides.push(Guide { value: loss, label: format!("guessing {} = {name}", num::fixed(loss, 3)) });
        // The test set may have a different loss of guessing.
        if test != loss {
            chart.guides.push(Guide { value: test, label: format!("guessing on test {}", num::fixed(test, 3)) });
        }
    }
    chart.marks = live_marks(session);
    chart
}

/// Charts the fraction of correct answers by step, on both sets. Empty for data without classes.
pub fn accuracy_chart(session: &Frame) -> Chart {
    let mut chart = Chart::new("", steps_axis(session), Axis::linear("%", 0.0, 100.0));
    if !session.spec.task().has_classes() {
        return chart;
    }
    let of = |part: fn(&crate::probe::Score) -> f64| -> Vec<(f64, f64)> {
        session.scores.iter().map(|score| (f64::from(score.step), 100.0 * part(score))).collect()
    };
    chart.series.push(Series { width: 1.2, ..Series::new("train", Role::Signal, of(|score| score.train.accuracy)) });
    chart.series.push(Series::new("test", Role::Ink, of(|score| score.test.accuracy)));
    if let Some(Chance { accuracy, .. }) = session.chance() {
        chart
            .guides
            .push(Guide { value: 100.0 * accuracy, label: format!("guessing {}", num::fixed(100.0 * accuracy, 0)) });
    }
    chart.marks = live_marks(session);
    chart
}

/// Charts f and f′ of the hidden layers' activation.
pub fn slope_chart(session: &Frame) -> Chart {
    let activation = session.spec.activation;
    let slope = crate::spec::PRELU_START;
    activation_chart(activation.choice().label, &|z| activation.f(z, slope), &|z| activation.df(z, slope))
}

/// Charts the rms of ∂L/∂z by layer for several runs on one absolute log axis.
pub fn gradient_chart(sessions: &[(&str, Role, &Frame)]) -> Chart {
    let by_layer = |session: &Frame| -> Vec<(f64, f64)> {
        let hidden = session.place.stages - 1;
        let rms = |k: usize| session.figures[k].d_z.map_or(f64::NAN, |norm| norm.rms());
        (0..hidden).map(|k| ((k + 1) as f64, rms(k))).collect()
    };
    let lines: Vec<Vec<(f64, f64)>> = sessions.iter().map(|(_, _, session)| by_layer(session)).collect();
    let depth = lines.iter().map(Vec::len).max().unwrap_or(0).max(2);
    let y = Axis::log("rms of ∂L/∂z", 1e-9, 1e-1).covering(lines.iter().flatten().map(|point| point.1));
    let mut chart = Chart::new("", Axis::linear("layer", 1.0, depth as f64).whole(), y);
    for ((name, role, _), points) in sessions.iter().zip(lines) {
        chart.series.push(Series::new(name, *role, points));
    }
    chart
}

/// Whether the losses need a log axis: on a linear axis the highest would flatten those that the runs have reached.
pub(super) fn falls_far(lines: &[Vec<(f64, f64)>]) -> bool {
    let now = lines.iter().filter_map(|line| line.last()).map(|point| point.1).filter(|loss| *loss > 0.0);
    let highest = lines.iter().flatten().map(|point| point.1).filter(|loss| loss.is_finite()).fold(0.0, f64::max);
    highest > 20.0 * now.fold(5.0, f64::min)
}

fn steps_axis(session: &Frame) -> Axis {
    Axis::linear("training step", 0.0, f64::from(session.place.steps).max(10.0)).whole()
}

/// The changes of live knobs, as marks with the new values.
pub(super) fn live_marks(session: &Frame) -> Vec<Mark> {
    let live = session.spec.live.iter();
    live.map(|change| Mark {
        at: f64::from(change.step),
        label: format!("{} {}", change.knob.choice().label, num::shortest(change.value)),
    })
    .collect()
}

/// Gradient river: one row of pixels per kept step, one pixel per stage, rms of ∂L/∂z on the absolute scale.
/// Returns the number of rows.
pub fn river(session: &Frame, dark: bool, rgba: &mut Vec<u8>) -> usize {
    let rows = session.trace.rows();
    paint_river(rows.iter().map(|row| &row.d_z[..]), dark, rgba);
    rows.len()
}

/// The pixels of a river from rms of ∂L/∂z, row by row.
pub(super) fn paint_river<'a>(rows: impl Iterator<Item = &'a [f64]>, dark: bool, rgba: &mut Vec<u8>) {
    // A gradient below the range of f32 is not 0, so it is drawn as the smallest number that is not.
    let visible = |value: f64| {
        if value != 0.0 && value.abs() < f64::from(f32::MIN_POSITIVE) { f32::MIN_POSITIVE } else { value as f32 }
    };
    let values: Vec<f32> = rows.flatten().map(|&value| visible(value)).collect();
    paint_log(&values, &LogScale::GRADIENT, &Ramp::new(Map::Gradient, dark), rgba);
}

/// The edges of the plane that shows the data, a little beyond the outermost point.
pub fn plane(session: &Frame) -> Option<[f64; 4]> {
    let sizes = session.sizes;
    if sizes.features != 2 || sizes.outputs != 1 {
        return None;
    }
    let x = session.examples(false, false);
    let far = x.iter().map(|x| f64::from(x.abs())).fold(0.5, f64::max) * 1.1;
    Some([-far, far, -far, far])
}
