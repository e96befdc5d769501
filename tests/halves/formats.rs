//! Rounding, against the definition of both formats.

use gradient_lab::num::{Format, Random, Real, Stream};

/// The numbers of a format with so many bits of exponent and fraction, from 0 up to ∞, by their bit patterns.
fn numbers(exponent_bits: u32, fraction_bits: u32) -> Vec<f64> {
    let bias = (1 << (exponent_bits - 1)) - 1;
    let ones = (1 << exponent_bits) - 1;
    let number = |bits: u32| {
        let (exponent, fraction) = (bits >> fraction_bits, f64::from(bits & ((1 << fraction_bits) - 1)));
        let fraction = fraction / f64::from(1 << fraction_bits);
        match exponent as i32 {
            0 => fraction * 2f64.powi(1 - bias),
            e => (1.0 + fraction) * 2f64.powi(e - bias),
        }
    };
    (0..ones << fraction_bits).map(number).chain([f64::INFINITY]).collect()
}

fn formats() -> [(Format, Vec<f64>); 2] {
    [(Format::HALF, numbers(5, 10)), (Format::BRAIN, numbers(8, 7))]
}

#[test]
fn every_number_of_a_format_stays_as_it_is() {
    for (format, numbers) in formats() {
        assert_eq!(2 * numbers.len() - 2, if format == Format::HALF { 63_488 } else { 65_280 }, "finite patterns");
        for x in numbers.iter().flat_map(|&x| [x, -x]) {
            assert_eq!(format.nearest(x).to_bits(), x.to_bits(), "{x:e}");
        }
        let largest = numbers[numbers.len() - 2];
        assert_eq!([format.smallest(), format.largest], [numbers[1], largest]);
    }
    // The other patterns of 16 bits are NaN.
    assert!(Format::HALF.nearest(f64::NAN).is_nan() && Format::BRAIN.nearest(f64::NAN).is_nan());
}

#[test]
fn between_two_numbers_the_nearer_is_taken_and_at_a_tie_the_even_one() {
    for (format, numbers) in formats() {
        for (n, pair) in numbers.windows(2).enumerate() {
            // What would be the next number decides when to round to ∞.
            let above = if pair[1].is_finite() { pair[1] } else { 2.0 * pair[0] - numbers[n - 1] };
            let middle = f64::midpoint(pair[0], above);
            for sign in [1.0, -1.0] {
                let got = [middle.next_down(), middle, middle.next_up()].map(|x| format.nearest(sign * x));
                let want = [pair[0], pair[n & 1], pair[1]].map(|x| sign * x);
                assert_eq!(got.map(f64::to_bits), want.map(f64::to_bits), "around {middle:e}");
            }
        }
    }
}

#[test]
fn the_ends_of_f16_are_where_the_standard_has_them() {
    let near = |x: f64| Format::HALF.nearest(x);
    assert_eq!([near(65_519.9), near(65_520.0), near(-1e9)], [65_504.0, f64::INFINITY, f64::NEG_INFINITY]);
    assert_eq!([near(5.96e-8), near(2.98e-8), near(2.99e-8)], [2f64.powi(-24), 0.0, 2f64.powi(-24)]);
    assert!(near(-1e-9).is_sign_negative() && near(-1e-9) == 0.0);
    assert_eq!(near(f64::INFINITY), f64::INFINITY);
    let scaled = Format::HALF.divided_by(32_768.0);
    assert_eq!([scaled.smallest(), scaled.largest], [2f64.powi(-39), 65_504.0 / 32_768.0]);
}

/// bf16 is the upper half of an f32, so integers can round to it.
fn upper_half(x: f32) -> f32 {
    let bits = x.to_bits();
    f32::from_bits((bits + 0x7fff + (bits >> 16 & 1)) & 0xffff_0000)
}

#[test]
fn rounding_f32_in_place_agrees_with_integer_arithmetic() {
    let mut random = Random::new(1, Stream::Init);
    let bits = (0..200_000).map(|_| random.below(1 << 16) as u32 | (random.below(1 << 16) as u32) << 16);
    let numbers: Vec<f32> = bits.map(f32::from_bits).collect();
    let mut rounded = numbers.clone();
    Format::BRAIN.round(&mut rounded);
    for (x, got) in numbers.iter().zip(rounded) {
        let want = if x.is_nan() { *x } else { upper_half(*x) };
        assert_eq!(got.canonical_bits(), want.canonical_bits(), "{x:e}");
    }
    assert!(numbers.iter().any(|x| x.is_subnormal()) && numbers.iter().any(|x| x.is_nan()));
}
