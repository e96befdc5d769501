//! The real handwritten digits, packed into the crate (credit: `README.md` beside this file).

use super::source::Source;
use super::{Data, Examples};
use crate::num::Random;
use crate::spec::{Dataset, Spec};
use alloc::vec::Vec;

/// 8×8.
pub const DIGIT_PIXELS: usize = 64;
/// Every fifth image is kept for the test: 359 of 1,797.
const TEST_EVERY: usize = 5;
static PACKED: &[u8] = include_bytes!("digits.bin");

/// Gray values 0–16 of image `n`, row by row, and its label.
pub fn digit_image(n: usize) -> (&'static [u8], u8) {
    let record = &PACKED[n * (DIGIT_PIXELS + 1)..][..DIGIT_PIXELS + 1];
    (&record[..DIGIT_PIXELS], record[DIGIT_PIXELS])
}

/// The index of the image that is test example `n`.
pub fn digit_test_index(n: usize) -> usize {
    n * TEST_EVERY + TEST_EVERY - 1
}

/// The generator of the digits, as images or as sequences: the numbers are the same.
pub(super) fn source(data: Dataset) -> Option<Source> {
    shows(data).then_some(Source::Whole(digits))
}

/// Whether a dataset shows the digits.
fn shows(data: Dataset) -> bool {
    matches!(data, Dataset::Digits | Dataset::DigitPixels | Dataset::DigitRows)
}

/// Numbers per input and per target, images for training and for the test; `None` for another dataset.
pub(super) fn extent(data: Dataset) -> Option<[usize; 4]> {
    let all = PACKED.len() / (DIGIT_PIXELS + 1);
    shows(data).then_some([DIGIT_PIXELS, 10, all - all / TEST_EVERY, all / TEST_EVERY])
}

/// All digits, split into training and test part, standardized by the training part's mean and deviation.
fn digits(_: &Spec, _: &mut Random) -> Data<f64> {
    let mut data = Data { train: Examples::empty(DIGIT_PIXELS, 10), test: Examples::empty(DIGIT_PIXELS, 10) };
    for n in 0..PACKED.len() / (DIGIT_PIXELS + 1) {
        let (image, label) = digit_image(n);
        let x: Vec<f64> = image.iter().map(|&gray| f64::from(gray)).collect();
        let mut y = [0.0; 10];
        y[label as usize] = 1.0;
        let part = if n % TEST_EVERY == TEST_EVERY - 1 { &mut data.test } else { &mut data.train };
        part.push(&x, &y);
    }
    standardize(&mut data);
    data
}

/// x ← (x − mean)/deviation, with one mean and one deviation for all pixels. With one pair per pixel, a corner that is
/// gray in three images of a thousand would become an outlier of 30 deviations, which costs 2 % of accuracy.
fn standardize(data: &mut Data<f64>) {
    let count = data.train.x.len() as f64;
    let mean = data.train.x.iter().sum::<f64>() / count;
    let variance = data.train.x.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / count;
    let deviation = crate::num::sqrt(variance);
    data.train.x.iter_mut().chain(&mut data.test.x).for_each(|x| *x = (*x - mean) / deviation);
}
