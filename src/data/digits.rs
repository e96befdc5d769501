//! The real handwritten digits, packed into the crate (credit: `README.md` beside this file).

use super::{Data, Examples};
use alloc::vec;
use alloc::vec::Vec;

/// 8×8.
pub const DIGIT_PIXELS: usize = 64;
/// Every fifth image is kept for the test: 359 of 1,797.
const TEST_EVERY: usize = 5;
static PACKED: &[u8] = include_bytes!("digits.bin");

/// Grey values 0–16 of image `n`, row by row, and its label.
pub fn digit_image(n: usize) -> (&'static [u8], u8) {
    let record = &PACKED[n * (DIGIT_PIXELS + 1)..][..DIGIT_PIXELS + 1];
    (&record[..DIGIT_PIXELS], record[DIGIT_PIXELS])
}

/// Which image the test example `n` is.
pub fn digit_test_index(n: usize) -> usize {
    n * TEST_EVERY + TEST_EVERY - 1
}

/// All of them, split, each pixel standardised by the training part's mean and deviation.
pub(super) fn data() -> Data<f64> {
    let mut data = Data { train: Examples::empty(DIGIT_PIXELS, 10), test: Examples::empty(DIGIT_PIXELS, 10) };
    for n in 0..PACKED.len() / (DIGIT_PIXELS + 1) {
        let (image, label) = digit_image(n);
        let x: Vec<f64> = image.iter().map(|&grey| f64::from(grey)).collect();
        let mut y = [0.0; 10];
        y[label as usize] = 1.0;
        let part = if n % TEST_EVERY == TEST_EVERY - 1 { &mut data.test } else { &mut data.train };
        part.push(&x, &y);
    }
    standardise(&mut data);
    data
}

/// x ← (x − mean)/deviation per pixel. A pixel that never changes in training stays 0.
fn standardise(data: &mut Data<f64>) {
    let count = data.train.count() as f64;
    let mut mean = vec![0.0; DIGIT_PIXELS];
    let mut square = vec![0.0; DIGIT_PIXELS];
    for row in data.train.x.chunks_exact(DIGIT_PIXELS) {
        for (pixel, &x) in row.iter().enumerate() {
            mean[pixel] += x / count;
            square[pixel] += x * x / count;
        }
    }
    for row in data.train.x.chunks_exact_mut(DIGIT_PIXELS).chain(data.test.x.chunks_exact_mut(DIGIT_PIXELS)) {
        for (pixel, x) in row.iter_mut().enumerate() {
            let variance = square[pixel] - mean[pixel] * mean[pixel];
            *x = if variance > 1e-9 { (*x - mean[pixel]) / libm::sqrt(variance) } else { 0.0 };
        }
    }
}
