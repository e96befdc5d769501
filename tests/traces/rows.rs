//! What is read from a file.

use crate::read;
use crate::written::{USUAL, Written};
use gradient_lab::probe::TraceReader;
use gradient_lab::train::Phase;
use gradient_lab::verdict::{Limits, Symptom, diagnose_recorded};

#[test]
fn figures_have_the_units_of_the_lab() {
    let run = read(&USUAL.text()).expect("a trace");
    assert_eq!((run.layers.len(), run.rows.len(), run.steps), (4, 30, 30));
    let row = &run.rows[7];
    assert_eq!((row.row.step, row.row.loss, row.learning_rate, row.accuracy), (7, 0.693, Some(0.1), Some(0.5)));
    assert_eq!(row.row.update_ratio, [0.002; 4]); // rms of ΔW over rms of W
    assert_eq!(row.d_w, [0.04; 4]); // a norm: 16 weights
    assert_eq!(row.distance, [0.0, 0.1, 0.2, 0.30000000000000004]);
    assert!(row.dead.iter().all(|dead| dead.is_nan()), "null is unknown: {:?}", row.dead);
    assert_eq!(run.task.chance, Some(std::f64::consts::LN_2));
    assert!(run.notes.is_empty(), "{:?}", run.notes);
}

#[test]
fn pieces_may_be_cut_anywhere() {
    let text = USUAL.text();
    let whole = format!("{:?}", read(&text).expect("a trace"));
    for piece in [1, 7, 1000] {
        let mut reader = TraceReader::default();
        for piece in text.as_bytes().chunks(piece) {
            reader.push(std::str::from_utf8(piece).expect("ASCII")).expect("a trace");
        }
        assert_eq!(format!("{:?}", reader.finish().expect("a trace")), whole, "pieces of {piece}");
    }
}

#[test]
fn the_same_rules_judge_it() {
    let found = |written: &Written, at: usize| {
        let findings = diagnose_recorded(&read(&written.text()).expect("a trace"), at, &Limits::default());
        findings.into_iter().map(|finding| finding.symptom).collect::<Vec<_>>()
    };
    assert_eq!(found(&USUAL, 29), [Symptom::Vanishing, Symptom::StuckLayers, Symptom::Factor]);
    assert_eq!(found(&USUAL, 0), [Symptom::Vanishing, Symptom::Factor]); // too early for layers that do not move
    assert_eq!(found(&Written { factor: 10.0, ..USUAL }, 29)[0], Symptom::Exploding);
    assert_eq!(found(&Written { factor: 1.0, steps: 70, ..USUAL }, 69), [Symptom::StuckLayers, Symptom::AtChance]);
}

#[test]
fn a_run_stops_at_its_first_number_that_is_not_finite() {
    let written = Written { stops: Some(1), ..USUAL };
    let mut text = written.text();
    text += &Written { steps: 31, stops: Some(3), ..USUAL }.step(30);
    let run = read(&text).expect("a trace");
    let stop = run.stopped.expect("a stop");
    assert_eq!((stop.stopped.phase, stop.stopped.step, stop.layer), (Phase::Backward { stage: 1 }, 29, Some(1)));
    assert_eq!(stop.words(&run), "The gradient became too large in training step 30: infinite from layer 2 down.");
    let last = &run.rows[29].row;
    // Layer 1 was not reached any more, and no weight was changed: these are the figures of the step before.
    assert_eq!(last.d_z[..2], [USUAL.factor.powi(3), f64::INFINITY]);
    assert_eq!(run.notes, ["Left out: 1 training step after the first number that is not finite."]);
    let findings = diagnose_recorded(&run, 29, &Limits::default());
    assert_eq!(findings[0].symptom, Symptom::NotFinite);
    // The rows before it are those of a run that goes on.
    assert_eq!(diagnose_recorded(&run, 28, &Limits::default())[0].symptom, Symptom::Vanishing);
}

#[test]
fn a_run_that_recovers_goes_on() {
    let written = Written { steps: 10, stops: Some(0), ..USUAL };
    let text = written.text() + &USUAL.step(10) + &USUAL.step(11);
    let run = read(&text).expect("a trace");
    assert_eq!((run.stopped, run.rows.len()), (None, 11));
    assert_eq!(
        run.notes,
        ["In 1 training step a number was not finite, first in training step 10, and the run went on."]
    );
}

#[test]
fn a_long_run_is_thinned_as_the_lab_thins_its_own() {
    let run = read(&Written { layers: 2, steps: 2500, ..USUAL }.text()).expect("a trace");
    let steps: Vec<u32> = run.rows.iter().map(|row| row.row.step).collect();
    assert!(steps.len() <= 1024 && steps[0] == 0 && steps[steps.len() - 1] == 2499, "{steps:?}");
    assert!(steps[..steps.len() - 1].iter().all(|step| step % 4 == 0));
    assert_eq!(run.notes, ["Of 2,500 training steps one in 4 is shown."]);
}

#[test]
fn a_transformer_is_read() {
    let layer = |name: &str, kind: &str, then: &str| {
        format!("{{\"name\": \"{name}\", \"kind\": \"{kind}\", \"then\": [{then}], \"units\": 448, \"weights\": 512}}")
    };
    let layers = [
        layer("0", "Embedding", ""),
        layer("1.self_attn", "MultiheadAttention", "\"Dropout\", \"LayerNorm\""),
        layer("1.linear1", "Linear", "\"Dropout\""),
    ];
    let head = format!("{{\"trace\": 1, \"task\": \"classes\", \"classes\": 11, \"layers\": [{}]}}", layers.join(", "));
    let figures = r#""a": [0.9, 1, 0.5], "dz": [0.01, null, 0.001], "w": [0.97, 0.17, 0.15], "by": [0, 0.001, 0.001]"#;
    let run = read(&format!("{head}\n{{\"step\": 0, \"loss\": 2.4, {figures}}}\n")).expect("a trace");
    assert_eq!(run.layers[1].kind, "MultiheadAttention");
    assert!(run.rows[0].row.d_z[1].is_nan());
    assert!(diagnose_recorded(&run, 0, &Limits::default()).iter().all(|finding| !finding.evidence.contains("NaN")));
}
