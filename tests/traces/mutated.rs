//! Files that are damaged at random: each is read or refused in a sentence, and what is read can be shown.

use crate::read;
use crate::written::{USUAL, Written};
use gradient_lab::chart::{Theme, svg};
use gradient_lab::figure::{recorded_loss, recorded_river};
use gradient_lab::num::{Random, Stream};
use gradient_lab::verdict::{Limits, diagnose_recorded};

#[test]
fn damaged_files_are_read_or_refused() {
    damage(2_000);
}

#[test]
#[ignore = "slow: a hundred thousand damaged files"]
fn a_hundred_thousand_damaged_files_are_read_or_refused() {
    damage(100_000);
}

/// What may be the size of a layer's gradient.
const SIZES: &[&str] =
    &["null", "\"NaN\"", "\"Infinity\"", "0", "1e308", "4e-324", "1e-7", "0.5", "1e-300", "12345678"];
/// What a file of this kind may have anywhere.
const WORDS: &[&str] = &[
    "null",
    "true",
    "\"NaN\"",
    "\"Infinity\"",
    "NaN",
    "-Infinity",
    "-1",
    "0",
    "1e308",
    "1e999",
    "4e-324",
    "1e-7",
    "[",
    "]",
    "{",
    "}",
    ",",
    ":",
    "\"",
    "\\u12",
    "\\",
    "\n",
    "[]",
    "{}",
    "é",
    "😀",
    "\"trace\": 1",
    "\"step\": 3",
    "[[[[[[[[[[",
    "99999999999",
];

fn damage(files: usize) {
    let (mut whole, mut refused) = (0, 0);
    let originals = [
        USUAL.text(),
        Written { layers: 1, steps: 25, ..USUAL }.text(),
        Written { stops: Some(2), steps: 22, ..USUAL }.text(),
        Written { layers: 6, steps: 24, factor: 30.0, ..USUAL }.text(),
    ];
    for file in 0..files {
        let mut random = Random::new(file as u32, Stream::Data);
        let mut bytes = originals[file % originals.len()].clone().into_bytes();
        for _ in 0..=random.below(4) {
            hurt(&mut bytes, &mut random);
        }
        let text = String::from_utf8_lossy(&bytes);
        match read(&text) {
            Ok(run) => {
                whole += 1;
                look(&run, file);
            }
            Err(sentence) => {
                refused += 1;
                let names_place = sentence.starts_with("Line ") || sentence.starts_with("This ");
                assert!(names_place && sentence.ends_with('.') && sentence.len() < 400, "file {file}: {sentence}");
            }
        }
    }
    println!("{files} damaged files: {whole} are read, {refused} are refused");
    assert!(whole > files / 4 && refused > files / 5, "{whole} are read, {refused} are refused");
}

/// One change: a byte, a piece that is cut out or repeated, a word, a line, the end.
fn hurt(bytes: &mut Vec<u8>, random: &mut Random) {
    let at = random.below(bytes.len().max(1)).min(bytes.len());
    let to = (at + 1 + random.below(40)).min(bytes.len());
    match random.below(16) {
        0 if at < bytes.len() => bytes[at] = random.below(256) as u8,
        1 => drop(bytes.drain(at..to)),
        2 => {
            let piece = bytes[at..to].to_vec();
            bytes.splice(at..at, piece);
        }
        3 if random.below(4) == 0 => bytes.truncate(at),
        4 => {
            let mut lines: Vec<Vec<u8>> = bytes.split(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
            let (one, other) = (random.below(lines.len()), random.below(lines.len()));
            lines.swap(one, other);
            *bytes = lines.join(&b'\n');
        }
        _ => replace_a_value(bytes, at, random),
    }
}

/// Puts a word in the place of the number that follows.
fn replace_a_value(bytes: &mut Vec<u8>, at: usize, random: &mut Random) {
    let begins = |pair: &[u8]| b" [".contains(&pair[0]) && (pair[1].is_ascii_digit() || pair[1] == b'n');
    let Some(from) = bytes[at..].windows(2).position(begins).map(|from| at + from + 1) else { return };
    let ends = |byte: &u8| b",]}".contains(byte);
    let to = bytes[from..].iter().position(ends).map_or(bytes.len(), |long| from + long);
    let words = if random.below(5) > 0 { SIZES } else { WORDS };
    let word = words[random.below(words.len())];
    bytes.splice(from..to, word.bytes());
}

/// Everything that the page shows of it.
fn look(run: &gradient_lab::probe::Recorded, file: usize) {
    let last = run.rows.len() - 1;
    for at in [0, last / 2, last] {
        for finding in diagnose_recorded(run, at, &Limits::default()) {
            let words = [&finding.evidence[..], &finding.cause].concat();
            assert!(!words.contains("NaN") && !words.contains("inf "), "file {file}: {words}");
        }
        assert!(svg(&recorded_loss(run, at), 300, 200, &Theme::light()).contains("<svg"), "file {file}");
    }
    let mut rgba = Vec::new();
    assert_eq!(recorded_river(run, false, &mut rgba), run.rows.len());
    assert_eq!(rgba.len(), 4 * run.rows.len() * run.layers.len());
    if let Some(stop) = run.stopped {
        assert!(!stop.words(run).is_empty());
    }
}
