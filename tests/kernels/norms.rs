//! Norms over the whole range of f32 and f64, where a plain sum of squares overflows or underflows.

use gradient_lab::num::Norm;
use proptest::prelude::*;

/// Numbers over the whole range of exponents of f64.
fn wild() -> impl Strategy<Value = f64> {
    (-1.0..1.0f64, -1070..1000i32)
        .prop_map(|(mantissa, exponent)| mantissa * 2f64.powi(exponent / 2) * 2f64.powi(exponent - exponent / 2))
}

/// The norm of entries scaled by a power of two, which is exact where a plain sum of squares leaves the range.
fn scaled_norm(values: &[f64]) -> f64 {
    let largest = values.iter().fold(0.0f64, |m, v| m.max(v.abs()));
    if largest == 0.0 {
        return 0.0;
    }
    let exponent = largest.log2().floor() as i32;
    let (half, rest) = (exponent / 2, exponent - exponent / 2);
    let sum: f64 = values.iter().map(|v| (v * 2f64.powi(-half) * 2f64.powi(-rest)).powi(2)).sum();
    sum.sqrt() * 2f64.powi(half) * 2f64.powi(rest)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn norms_are_right_over_the_whole_range(
        values in prop::collection::vec(wild(), 0..40), exponent in -1060..1000i32
    ) {
        let size = 2f64.powi(exponent / 2) * 2f64.powi(exponent - exponent / 2);
        let of_one_size: Vec<f64> = values.iter().map(|v| v.signum() * size).collect();
        for values in [values, of_one_size] {
            let (got, want) = (Norm::of(&values).l2, scaled_norm(&values));
            prop_assert!((got - want).abs() <= 1e-13 * want + 1e-322, "{got:e} is not {want:e}: {values:?}");
        }
    }
}

#[test]
fn norms_are_right_where_a_plain_sum_is_wrong() {
    let all = |value: f64, count: usize| vec![value; count];
    let single = |value: f32, count: usize| vec![value; count];
    let near = |got: f64, want: f64| assert!((got / want - 1.0).abs() < 1e-14, "{got:e} is not {want:e}");
    near(Norm::of(&single(1e-30, 100)).l2, f64::from(1e-30f32) * 10.0);
    near(Norm::of(&single(1e-45, 4)).l2, f64::from(1e-45f32) * 2.0);
    near(Norm::of(&single(3e38, 100)).l2, f64::from(3e38f32) * 10.0);
    near(Norm::of(&all(1e-200, 100)).l2, 1e-199);
    near(Norm::of(&all(1e200, 100)).l2, 1e201);
    near(Norm::of(&all(5e-324, 4)).l2, 1e-323);
    near(Norm::of(&all(2.0, 16)).rms(), 2.0);
    // Counts that fill the eight lanes of the sum and counts that do not.
    for count in 1..40 {
        near(Norm::of(&all(3.0, count)).l2, 3.0 * (count as f64).sqrt());
    }
    assert_eq!((Norm::of(&all(0.0, 9)).l2, Norm::of::<f32>(&[]).l2, Norm::of::<f64>(&[]).rms()), (0.0, 0.0, 0.0));
    assert!(Norm::of(&[1.0, f64::NAN, 2.0]).l2.is_nan() && Norm::of(&[f32::NAN]).l2.is_nan());
    assert!(Norm::of(&[f64::INFINITY, f64::NAN]).l2.is_nan() && Norm::of(&[f64::NAN, f64::INFINITY]).l2.is_nan());
    assert_eq!(Norm::of(&[1.0, f64::NEG_INFINITY]).l2, f64::INFINITY);
    assert_eq!(Norm::of(&[1.0f32, f32::INFINITY]).l2, f64::INFINITY);
    let joined = Norm::of(&[3.0f64]).join(Norm::of(&[4.0f64, 0.0]));
    assert_eq!((joined.l2, joined.count), (5.0, 3));
}
