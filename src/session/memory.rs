//! The memory of the device. WebAssembly's grows when it is asked for, and the device gives each page of it when that
//! is first written.

use alloc::vec::Vec;

/// Bytes in a piece of memory that is asked for at once: about the parameters of the largest network.
const PIECE: usize = 32 << 20;

/// Bytes that are written at once: some milliseconds.
const WRITTEN: usize = 8 << 20;

/// Bytes that are left for everything else while memory is taken ahead.
const SPARE: usize = 16 << 20;

/// What is left of `free` bytes for something that needs so many: less, if the device does not have them.
pub fn room_left(needs: usize, free: usize) -> usize {
    if needs > free || reserve(needs) { free } else { needs / 4 * 3 }
}

/// Whether the device has memory for something of so many bytes, with a sixteenth for what the reckoning is off by and
/// for gaps that nothing fits into.
pub(super) fn reserve(bytes: usize) -> bool {
    ask_for(bytes.saturating_add(bytes / 16))
}

/// Whether there is so much memory. WebAssembly's memory grows a few times for it, which saves the seconds that growing
/// for one tensor after the other would take. It is asked for in pieces, which fill what earlier experiments have left:
/// for a single one, larger than any gap, all of it would be new.
fn ask_for(bytes: usize) -> bool {
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
#[derive(Debug, Default)]
pub struct Memory {
    pieces: Vec<Vec<u8>>,
}

impl Memory {
    /// Takes one more piece of some MiB. Where the device has little more than that, all is given back.
    pub fn take(&mut self) {
        let piece = ask(SPARE).and_then(|_| ask(WRITTEN));
        let Some(mut piece) = piece else { return self.give_back() };
        piece.resize(WRITTEN, 0);
        self.pieces.push(core::hint::black_box(piece));
    }

    /// Gives all pieces back.
    pub fn give_back(&mut self) {
        self.pieces = Vec::new();
    }

    /// Bytes that are taken.
    pub fn taken(&self) -> usize {
        self.pieces.len() * WRITTEN
    }

    /// Into how many pieces so many bytes are cut.
    pub fn pieces(bytes: usize) -> usize {
        bytes / WRITTEN
    }
}
