//! A run that stops at a number that is not finite.

use super::runs::{fingerprint, record, session};

#[test]
fn a_number_that_is_not_finite_stops_the_run_and_can_be_taken_back() {
    for text in ["preset=NAN", "preset=KNOB&gain=2", "preset=LOSS", "preset=AVAL"] {
        let recorded = record(session::<f32>(text), 50);
        let mut session = session::<f32>(text);
        session.run(50);
        let stopped = session.stopped().unwrap_or_else(|| panic!("{text} should stop"));
        assert!(!stopped.value.is_finite() && stopped.step < 50, "{text}: {stopped:?}");
        assert_eq!(stopped.step, session.trace().rows().last().expect("its last row").step);
        let done = session.trainer().done();
        assert_eq!(session.advance(), None);
        assert_eq!(session.trainer().done(), done, "nothing runs after it");
        session.seek(40);
        assert!(session.seek_advance(10), "a seek beyond it ends there");
        assert_eq!(fingerprint(&session), *recorded.last().expect("an end"));
        assert!(session.back());
        assert!(session.stopped().is_none());
        assert_eq!(fingerprint(&session), recorded[recorded.len() - 2], "{text}");
        let phase = session.advance();
        assert_eq!(phase, Some(stopped.phase));
        assert_eq!(format!("{:?}", session.stopped()), format!("{:?}", Some(stopped)), "{text}");
        session.reset();
        assert_eq!((session.stopped(), session.trainer().done()), (None, 0));
    }
}
