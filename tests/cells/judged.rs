//! What the lab says of a memory, and offers, fits the cell that it is said of.

use super::session;
use gradient_lab::session::Session;
use gradient_lab::verdict::{Cure, Limits, Symptom, diagnose, why};

fn trained(text: &str, steps: usize) -> Session<f64> {
    let mut session = session::<f64>(text, 1);
    while session.trainer().steps() < steps as u32 {
        session.advance();
    }
    session
}

const RECALL: &str = "data=recall&length=20&width=8&batch=16&optimizer=adam&learning_rate=0.01";

/// Whatever the cell would keep: what stood 20 steps back cannot be learned through 5.
#[test]
fn a_cut_is_blamed_and_nothing_else() {
    let session = trained(&format!("{RECALL}&cell=lstm&forget_bias=3&truncate=5"), 100);
    let run = &session.frame();
    let limits = Limits::default();
    let whole = [("truncate", "0".to_string())];
    let found = diagnose(run, &limits);
    for symptom in [Symptom::Vanishing, Symptom::AtChance] {
        let finding = found.iter().find(|finding| finding.symptom == symptom).expect("it cannot learn");
        assert!(finding.cause.contains("cut"), "{}", finding.cause);
        assert_eq!(finding.cures.iter().map(|cure| &cure.changes[..]).collect::<Vec<_>>(), [&whole[..]]);
    }
    let why = why(run, &limits);
    assert!(!why.well && why.title.contains("cut"), "{why:?}");
    assert_eq!(why.cures[0].changes, whole);
    // Without the cut the same cell is not blamed for one.
    let session = trained(&format!("{RECALL}&cell=lstm&forget_bias=0"), 3);
    assert!(!format!("{:?}", gradient_lab::verdict::why(&session.frame(), &limits)).contains("cut"));
}

/// Every change offered in time, and the numbers of the gradient after a step with it.
fn changes_something(text: &str, cure: &Cure) -> bool {
    let extra: String = cure.changes.iter().map(|(key, value)| format!("&{key}={value}")).collect();
    let figures = |text: &str| trained(text, 1).frame().figures[0].d_z.expect("a step").l2;
    figures(text) != figures(&format!("{text}{extra}"))
}

#[test]
fn what_is_offered_in_time_changes_the_gradient() {
    let cells = ["rnn&activation=tanh", "lstm", "lstm&forget_gate=off", "gru", "gru_pytorch"];
    for cell in cells {
        // Weights so small that the gradient fades, and a cell so short that it does not.
        for (length, gain) in [(30, "0.1"), (2, "1")] {
            let text = format!("data=recall&length={length}&width=8&batch=8&recurrent_gain={gain}&cell={cell}");
            let session = trained(&text, 1);
            let cures = why(&session.frame(), &Limits::default()).cures;
            assert!(!cures.is_empty(), "{text}");
            for cure in cures.iter().filter(|cure| !cure.note.starts_with("does it help?")) {
                assert!(changes_something(&text, cure), "{text}: {}", cure.label);
            }
        }
    }
}

#[test]
fn the_plain_rnn_offered_beside_a_memory_is_the_reports() {
    let session = trained("data=recall&length=2&width=8&batch=8&cell=lstm&forget_bias=3", 1);
    let why = why(&session.frame(), &Limits::default());
    let plain = why.cures.iter().find(|cure| cure.changes.contains(&("cell", "rnn".into()))).expect("offered");
    assert!(plain.changes.contains(&("activation", "tanh".into())), "{plain:?}");
    let presets = include_str!("../../www/lab/presets.json");
    for line in presets.lines().filter(|line| line.contains("cell=lstm") || line.contains("cell=gru")) {
        assert!(line.contains("activation=tanh"), "{line}: compared with a plain RNN it would be a sigmoid's");
    }
}
