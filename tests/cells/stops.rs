//! What is offered where numbers ran out through time, and whether it helps.

use super::spec;
use gradient_lab::session::Session;
use gradient_lab::verdict::{Limits, diagnose, why};

const EXPLODES: &str = "data=adding&length=60&width=16&batch=16&cell=rnn&activation=relu&init=lecun_normal&\
    recurrent_init=orthogonal&recurrent_gain=9&learning_rate=0.01";

/// A start that overflows on its first way forward is not mended by smaller steps or shorter gradients: neither is
/// offered, and each change that is offered without a question keeps ten seeds finite for a hundred steps.
#[test]
#[ignore = "slow: cargo xtask test runs it"]
fn an_explosion_at_the_start_is_offered_what_ends_it() {
    for seed in 0..10 {
        let mut session: Session<f32> = Session::new(&spec(&format!("{EXPLODES}&seed={seed}"))).expect("a valid spec");
        session.run(1);
        assert_eq!(session.stopped().map(|stopped| stopped.step), Some(0), "seed {seed} explodes at once");
        let limits = Limits::default();
        let mut cures = why(&session.frame(), &limits).cures;
        assert!(cures[0].changes.contains(&("recurrent_gain", "1".into())), "{:?}", cures[0]);
        cures.extend(diagnose(&session.frame(), &limits).into_iter().flat_map(|finding| finding.cures));
        for cure in cures {
            let keys: Vec<&str> = cure.changes.iter().map(|(key, _)| *key).collect();
            assert!(!keys.contains(&"learning_rate") && !keys.contains(&"clip_norm"), "{}", cure.label);
            if cure.note.contains('?') {
                continue;
            }
            let mut spec = spec(&format!("{EXPLODES}&seed={seed}"));
            cure.changes.iter().for_each(|(key, value)| spec.set(key, value, &mut Vec::new()));
            let mut cured: Session<f32> = Session::new(&spec).expect("a valid spec");
            cured.run(100);
            assert_eq!(cured.stopped(), None, "{} with seed {seed}", cure.label);
        }
    }
}
