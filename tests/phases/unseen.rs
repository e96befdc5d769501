//! Steps of which no figures are taken: what can be seen afterwards is the same as if each had been looked at.

use super::runs::{EXPERIMENTS, fingerprint, session};
use gradient_lab::num::Real;
use gradient_lab::session::Session;

/// Beyond it the trace keeps one row in several steps.
const LONG: u32 = 1024;

/// One phase after the other, and all at once, in slices that end anywhere.
fn both_ways<R: Real>(text: &str, steps: u32) -> [Session<R>; 2] {
    let [mut looked, mut ran] = [session::<R>(text), session::<R>(text)];
    let phases = u64::from(steps) * looked.trainer().per_step();
    for _ in 0..phases {
        looked.advance();
    }
    ran.run(LONG);
    for slice in [1, 2, 3, 5, 7, 11, 13, 17, 60].into_iter().cycle() {
        let per_step = ran.trainer().per_step();
        let left = phases.saturating_sub(ran.trainer().done());
        if ran.run_phases(left.min(slice * per_step + slice % per_step)) == 0 {
            break;
        }
    }
    [looked, ran]
}

fn assert_same<R: Real>(text: &str, [looked, ran]: &[Session<R>; 2]) {
    assert_eq!(format!("{:?}", ran.stopped()), format!("{:?}", looked.stopped()), "{text}");
    assert_eq!(format!("{:?}", ran.crash()), format!("{:?}", looked.crash()), "{text}");
    // As text, for NaN is NaN there.
    let rows = [ran, looked].map(|session| session.trace().rows().iter().map(|row| format!("{row:?}")));
    let [ran_rows, looked_rows] = rows.map(Iterator::collect::<Vec<_>>);
    let other = ran_rows.iter().zip(&looked_rows).find(|(ran, looked)| ran != looked);
    assert_eq!((other, ran_rows.len()), (None, looked_rows.len()), "{text}");
    assert_eq!(ran.figures(), looked.figures(), "{text}");
    assert_eq!(fingerprint(ran), fingerprint(looked), "{text}");
}

#[test]
fn a_long_run_shows_what_single_phases_show() {
    for text in EXPERIMENTS {
        let sessions = both_ways::<f32>(text, LONG + 70);
        let long = sessions[1].trace().stride() > 1 || sessions[1].stopped().is_some();
        assert!(long, "{text} is too short for steps without figures");
        assert_same(text, &sessions);
    }
    assert_same(EXPERIMENTS[0], &both_ways::<f64>(EXPERIMENTS[0], LONG + 70));
}

/// Late, and at odd and even steps, so that it happens in steps with figures and in those without.
#[test]
fn a_long_run_stops_where_single_phases_stop() {
    let deaths = [
        "data=circles&samples=20&hidden_layers=3&width=4&activation=relu&batch=6",
        "data=circles&samples=20&hidden_layers=3&width=4&activation=tanh&loss=mse&batch=6",
        "data=reg&samples=16&hidden_layers=2&width=3&norm=batch&batch=4",
        "data=reg&samples=16&hidden_layers=2&width=3&activation=selu&skip=report&batch=4",
        "data=gaussian&samples=8&features=3&hidden_layers=3&width=4&activation=identity&batch=4",
        "cell=rnn&data=adding&length=6&width=3&activation=relu&batch=4",
        "cell=lstm&data=adding&length=6&width=3&batch=4&cell_layers=2",
        "cell=gru&data=sine&length=5&width=3&batch=3",
        "cell=gru_pytorch&data=adding&length=6&width=3&batch=4",
    ];
    let mut unseen = 0;
    for text in deaths {
        for step in [LONG + 20, LONG + 21] {
            // What the start and a while of training leave whole, this breaks: a rate, then a penalty.
            for cause in [format!("{step}:100,{step}:decay:10"), format!("{step}:100,{step}:l2:10")] {
                let text = format!("{text}&optimizer=sgd&learning_rate=0.001&live={cause}");
                let mut sessions = both_ways::<f32>(&text, LONG + 120);
                let stopped = sessions[0].stopped().unwrap_or_else(|| panic!("{text} should stop"));
                unseen += u32::from(!stopped.step.is_multiple_of(sessions[0].trace().stride()));
                assert_same(&text, &sessions);
                // The way back is the same too, though a long run leaves fewer marks on it.
                for _ in 0..3 {
                    sessions.iter_mut().for_each(|session| assert!(session.back()));
                    assert_same(&text, &sessions);
                }
            }
        }
    }
    assert!(unseen >= 4, "only {unseen} of these stopped in a step without figures");
}
