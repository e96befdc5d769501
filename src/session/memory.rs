//! The memory of the device. WebAssembly's grows when it is asked for, and the device gives each page of it when that is
//! first written.

use alloc::vec::Vec;

/// Bytes in a piece of memory that is asked for at once: about the parameters of the largest network.
const PIECE: usize = 32 << 20;

/// Bytes that are written at once: some milliseconds.
const WRITTEN: usize = 8 << 20;

/// What is left of `free` bytes for something that needs so many: less, if the device does not have them.
pub fn room_left(needs: usize, free: usize) -> usize {
    if needs > free || reserve(needs) { free } else { needs / 4 * 3 }
}

/// Whether there is so much memory. WebAssembly's memory grows a few times for it, which saves the seconds that growing
/// for one tensor after the other would take. It is asked for in pieces, which fill what earlier experiments have left:
/// for a single one, larger than any gap, all of it would be new.
pub(super) fn reserve(bytes: usize) -> bool {
    let whole = bytes.div_ceil(PIECE);
    let pieces: Vec<_> = (0..whole).map_while(|n| ask(PIECE.min(bytes - n * PIECE))).collect();
    // Without this the compiler sees that nobody uses the memory, and leaves the allocation out.
    core::hint::black_box(pieces).len() == whole
}

/// A piece of memory, if there is so much.
fn ask(bytes: usize) -> Option<Vec<u8>> {
    let mut piece = Vec::new();
    piece.try_reserve_exact(bytes).ok()?;
    Some(piece)
}

/// Memory that is taken piece by piece for an experiment that is about to open, and given back just before: a gibibyte
/// that is written for the first time takes a second.
#[derive(Debug)]
pub struct Memory {
    pieces: Vec<Vec<u8>>,
    whole: usize,
}

impl Memory {
    /// Nothing yet, of so many bytes.
    pub fn of(bytes: usize) -> Memory {
        Memory { pieces: Vec::new(), whole: bytes.div_ceil(WRITTEN) }
    }

    /// Takes the next piece. True when all is taken, or no more is there.
    pub fn advance(&mut self) -> bool {
        if self.pieces.len() < self.whole {
            let Some(mut piece) = ask(WRITTEN) else {
                self.whole = self.pieces.len();
                return true;
            };
            piece.resize(WRITTEN, 0);
            self.pieces.push(core::hint::black_box(piece));
        }
        self.pieces.len() == self.whole
    }

    /// The share that is taken, 0 to 1.
    pub fn progress(&self) -> f64 {
        if self.whole == 0 { 1.0 } else { self.pieces.len() as f64 / self.whole as f64 }
    }
}
