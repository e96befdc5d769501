//! One number for a whole state, equal on every machine or not at all.

use super::Session;
use crate::num::Real;
use alloc::vec::Vec;

/// FNV-1a over 64-bit words: the bits of every parameter, of what norms and the rule remember, and of every probe
/// figure, NaN canonicalised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Digest(pub u64);

impl Default for Digest {
    fn default() -> Digest {
        Digest(0xcbf2_9ce4_8422_2325)
    }
}

impl Digest {
    /// Of everything a session holds: parameters, running statistics, the rule's memory, figures, loss, place.
    pub fn of<R: Real>(session: &Session<R>) -> Digest {
        let mut digest = Digest::default();
        digest.word(session.trainer().done());
        digest.word(session.trainer().loss_value.canonical_bits());
        let mut state = Vec::with_capacity(session.trainer().state_len());
        session.trainer().save(&mut state);
        state.iter().for_each(|value| digest.word(value.canonical_bits()));
        for figures in session.figures() {
            // A figure that only steps in time have.
            let memory = figures.d_c.map(|norm| Some(norm.l2));
            for figure in figures.all().into_iter().chain(memory) {
                digest.word(figure.map_or(1, f64::canonical_bits));
            }
        }
        digest
    }

    /// Adds one word, byte by byte.
    pub fn word(&mut self, word: u64) {
        for byte in word.to_le_bytes() {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
}
