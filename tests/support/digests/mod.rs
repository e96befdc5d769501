//! Experiments and their final digests, for native tests and browser tests.

mod table;

pub use table::DIGESTS;

use gradient_lab::num::Real;
use gradient_lab::session::{Digest, Session};
use gradient_lab::spec::Link;

/// Digests of all parameters, figures and scores after `steps` steps, in f32 and in f64.
pub fn digest(text: &str, steps: u32) -> [u64; 2] {
    [digest_in::<f32>(text, steps), digest_in::<f64>(text, steps)]
}

fn digest_in<R: Real>(text: &str, steps: u32) -> u64 {
    let mut session: Session<R> = Session::new(&Link::parse(text).spec).expect("a valid spec");
    session.run(steps);
    let mut digest = Digest::of(&session);
    // The page shows loss and accuracy too.
    let score = session.evaluate();
    [score.train.loss, score.train.accuracy, score.test.loss, score.test.accuracy]
        .iter()
        .for_each(|value| digest.word(value.canonical_bits()));
    digest.0
}
