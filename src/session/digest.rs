//! A whole state as one number, to compare machines and builds.

use super::Session;
use crate::num::Real;
use alloc::vec::Vec;

/// FNV-1a over 64-bit words: the bits of every parameter, of running statistics and optimizer memory, and of every
/// probe figure, with NaN canonicalized.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Digest(pub u64);

impl Default for Digest {
    fn default() -> Digest {
        Digest(0xcbf2_9ce4_8422_2325)
    }
}

impl Digest {
    /// The digest of a session: parameters, running statistics, optimizer memory, figures, loss, place.
    pub fn of<R: Real>(session: &Session<R>) -> Digest {
        let mut digest = Digest::default();
        digest.word(session.trainer().done());
        digest.word(session.trainer().loss_value.canonical_bits());
        let mut state = Vec::with_capacity(session.trainer().state_len());
        session.trainer().save(&mut state);
        state.iter().for_each(|value| digest.word(value.canonical_bits()));
        for figures in session.figures() {
            // Only time steps have this figure.
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
