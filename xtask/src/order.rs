//! The order of the module's functions. Gzip looks back 32 kB at most, so functions that are alike (what is compiled for
//! f32 and once more for f64, say) belong side by side. Nothing else about the module changes.

use std::collections::{BTreeMap, VecDeque};

/// Bytes that have to repeat to count.
const PIECE: usize = 4;
/// Bytes of functions before, that the next one is compared with. (The more, the less they are alike; gzip itself would see 32 kB.)
const SEEN: usize = 4000;

/// A piece of code, by number.
type Piece = usize;

/// An order for functions of these bytes: first the longest, then always the one of which most has just been seen.
pub fn side_by_side(functions: &[&[u8]]) -> Vec<usize> {
    let pieces = shared_pieces(functions);
    let mut users: Vec<Vec<usize>> = vec![Vec::new(); pieces.iter().flatten().max().map_or(0, |last| last + 1)];
    for (function, pieces) in pieces.iter().enumerate() {
        pieces.iter().for_each(|&piece| users[piece].push(function));
    }
    let mut seen = Seen { users, times: Vec::new(), shared: vec![0; functions.len()] };
    seen.times.resize(seen.users.len(), 0);
    let (mut left, mut order): (Vec<usize>, Vec<usize>) = ((0..functions.len()).collect(), Vec::new());
    let (mut recent, mut bytes) = (VecDeque::new(), 0);
    left.sort_by_key(|&function| std::cmp::Reverse(functions[function].len()));
    while !left.is_empty() {
        let share =
            |place: &usize| seen.shared[left[*place]] as f64 / (pieces[left[*place]].len() as f64 + 8.0).powf(0.8);
        // The first of equals.
        let best = (0..left.len()).rev().max_by(|a, b| share(a).total_cmp(&share(b))).unwrap_or(0);
        let next = left.remove(best);
        order.push(next);
        seen.enter(&pieces[next]);
        recent.push_back(next);
        bytes += functions[next].len();
        while recent.len() > 1 && bytes - functions[recent[0]].len() > SEEN {
            let Some(gone) = recent.pop_front() else { break };
            bytes -= functions[gone].len();
            seen.leave(&pieces[gone]);
        }
    }
    order
}

/// Which pieces the functions seen last have, and how many of them each function has.
struct Seen {
    users: Vec<Vec<usize>>,
    times: Vec<u32>,
    shared: Vec<u32>,
}

impl Seen {
    fn enter(&mut self, pieces: &[Piece]) {
        for &piece in pieces {
            self.times[piece] += 1;
            if self.times[piece] == 1 {
                self.users[piece].iter().for_each(|&user| self.shared[user] += 1);
            }
        }
    }

    fn leave(&mut self, pieces: &[Piece]) {
        for &piece in pieces {
            self.times[piece] -= 1;
            if self.times[piece] == 0 {
                self.users[piece].iter().for_each(|&user| self.shared[user] -= 1);
            }
        }
    }
}

/// Each function's different pieces, without those that only it has, and those that are everywhere.
fn shared_pieces(functions: &[&[u8]]) -> Vec<Vec<Piece>> {
    let mut users: BTreeMap<&[u8], Vec<usize>> = BTreeMap::new();
    for (function, bytes) in functions.iter().enumerate() {
        for piece in bytes.windows(PIECE) {
            let users = users.entry(piece).or_default();
            if users.last() != Some(&function) {
                users.push(function);
            }
        }
    }
    let mut pieces = vec![Vec::new(); functions.len()];
    let telling =
        users.into_values().filter(|users| users.len() > 1 && users.len() <= functions.len().div_ceil(4).max(2));
    for (piece, users) in telling.enumerate() {
        users.into_iter().for_each(|user| pieces[user].push(piece));
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::side_by_side;

    #[test]
    fn twins_come_together() {
        let functions: [&[u8]; 5] = [
            b"a long one of its own!",
            b"twin one: abcdefgh",
            b"another: 12345678",
            b"twin two: abcdefgh",
            b"more: 12345678",
        ];
        let order = side_by_side(&functions);
        let place = |function| order.iter().position(|&at| at == function).expect("every function has its place");
        assert_eq!(place(1).abs_diff(place(3)), 1, "{order:?}");
        assert_eq!(place(2).abs_diff(place(4)), 1, "{order:?}");
        assert_eq!(side_by_side(&[]), Vec::<usize>::new());
    }
}
