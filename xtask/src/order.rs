//! The order of the module's functions. Gzip looks back 32 kB at most, so functions that are alike (what is compiled for
//! f32 and once more for f64, say) belong side by side. Nothing else about the module changes.

use crate::sizes::gzipped;
use std::collections::{BTreeMap, VecDeque};

/// Lengths in bytes of what has to repeat to count: short ones find functions of one shape, longer ones true twins.
const PIECES: [usize; 2] = [3, 5];
/// How many bytes of functions before, and how much a function's length tells against it. No pair is the best for every
/// module, so each is tried.
const TRIED: [(usize, f64); 6] = [(2000, 0.6), (4000, 0.6), (8000, 0.6), (2000, 0.7), (4000, 0.7), (8000, 0.7)];

/// A piece of code, by number.
type Piece = usize;

/// An order for functions of these bytes in which they gzip well.
pub fn side_by_side(functions: &[&[u8]]) -> Vec<usize> {
    let pieces = shared_pieces(functions);
    let orders = TRIED.into_iter().map(|(seen, power)| in_turn(functions, &pieces, seen, power));
    let weight = |order: &Vec<usize>| gzipped(&order.iter().map(|&at| functions[at]).collect::<Vec<_>>().concat());
    orders.min_by_key(weight).unwrap_or_default()
}

/// First the longest function, then always the one of which most stands in those just before.
fn in_turn(functions: &[&[u8]], pieces: &[Vec<Piece>], most: usize, power: f64) -> Vec<usize> {
    let mut seen = Seen::of(pieces);
    let (mut left, mut order): (Vec<usize>, Vec<usize>) = ((0..functions.len()).collect(), Vec::new());
    let (mut recent, mut bytes) = (VecDeque::new(), 0);
    left.sort_by_key(|&function| std::cmp::Reverse(functions[function].len()));
    let size: Vec<f64> =
        pieces.iter().map(|pieces| (8.0 + pieces.iter().map(|&at| seen.worth[at]).sum::<f64>()).powf(power)).collect();
    while !left.is_empty() {
        let share = |place: &usize| seen.shared[left[*place]] / size[left[*place]];
        // The first of equals.
        let best = (0..left.len()).rev().max_by(|a, b| share(a).total_cmp(&share(b))).unwrap_or(0);
        let next = left.remove(best);
        order.push(next);
        seen.enter(&pieces[next]);
        recent.push_back(next);
        bytes += functions[next].len();
        while recent.len() > 1 && bytes - functions[recent[0]].len() > most {
            let Some(gone) = recent.pop_front() else { break };
            bytes -= functions[gone].len();
            seen.leave(&pieces[gone]);
        }
    }
    order
}

/// Which pieces the functions seen last have, and how much each function shares with them.
struct Seen {
    users: Vec<Vec<usize>>,
    /// The fewer functions have a piece, the more it tells.
    worth: Vec<f64>,
    times: Vec<u32>,
    shared: Vec<f64>,
}

impl Seen {
    fn of(pieces: &[Vec<Piece>]) -> Seen {
        let count = pieces.iter().flatten().max().map_or(0, |last| last + 1);
        let mut users: Vec<Vec<usize>> = vec![Vec::new(); count];
        for (function, pieces) in pieces.iter().enumerate() {
            pieces.iter().for_each(|&piece| users[piece].push(function));
        }
        let worth = users.iter().map(|users| (users.len() as f64).powf(-0.5)).collect();
        Seen { users, worth, times: vec![0; count], shared: vec![0.0; pieces.len()] }
    }

    fn enter(&mut self, pieces: &[Piece]) {
        for &piece in pieces {
            self.times[piece] += 1;
            if self.times[piece] == 1 {
                self.users[piece].iter().for_each(|&user| self.shared[user] += self.worth[piece]);
            }
        }
    }

    fn leave(&mut self, pieces: &[Piece]) {
        for &piece in pieces {
            self.times[piece] -= 1;
            if self.times[piece] == 0 {
                self.users[piece].iter().for_each(|&user| self.shared[user] -= self.worth[piece]);
            }
        }
    }
}

/// Each function's different pieces, without those that only it has, and those that are everywhere.
fn shared_pieces(functions: &[&[u8]]) -> Vec<Vec<Piece>> {
    let mut users: BTreeMap<&[u8], Vec<usize>> = BTreeMap::new();
    for (function, bytes) in functions.iter().enumerate() {
        for piece in PIECES.iter().flat_map(|&length| bytes.windows(length)) {
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
