//! Passes and products over slices of any length, empty ones included, against one number at a time.
#![cfg(not(target_arch = "wasm32"))]

use gradient_lab::num::{Lanes, Real, passes, product, product_outer, product_transposed, sum_rows};
use proptest::prelude::*;

fn bits<R: Real>(values: &[R]) -> Vec<u64> {
    values.iter().map(|value| value.canonical_bits()).collect()
}

fn check_passes<R: Real>(values: &[(f64, f64)]) {
    let x: Vec<R> = values.iter().map(|value| R::from_f64(value.0)).collect();
    let y: Vec<R> = values.iter().map(|value| R::from_f64(value.1)).collect();
    let each = |f: fn(R, R) -> R| bits(&x.iter().zip(&y).map(|(&x, &y)| f(x, y)).collect::<Vec<R>>());
    let (mut a, mut b, mut c, mut d) = (y.clone(), y.clone(), y.clone(), y.clone());
    passes::write(&mut a, [&x, &y], |[x, y]| x.exp() * y);
    assert_eq!(bits(&a), each(|x, y| x.exp() * y));
    passes::update(&mut b, [&x], |y, [x]| y - x * x);
    assert_eq!(bits(&b), each(|x, y| y - x * x));
    passes::pass([&mut c, &mut d], [&x], |[c, d], [x]| [c / x, d + x.abs()]);
    assert_eq!(bits(&c), each(|x, y| y / x));
    assert_eq!(bits(&d), each(|x, y| y + x.abs()));
    assert_eq!(passes::all_finite(&x), x.iter().all(|x| x.is_finite()));
}

/// Any number, with NaN, ±∞, ±0 and subnormal numbers of f32 and f64 among them.
fn any_number() -> impl Strategy<Value = f64> {
    let special = [0.0, -0.0, f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 1e-45, -1e-40, 5e-324, 3e38];
    prop_oneof![-10.0..10.0f64, any::<f64>(), prop::sample::select(special.to_vec())]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn passes_compute_each_number_alone(values in prop::collection::vec((any_number(), any_number()), 0..71)) {
        check_passes::<f32>(&values);
        check_passes::<f64>(&values);
    }
}

#[test]
fn products_without_rows_columns_or_terms() {
    let w: Vec<f32> = vec![2.0; 70];
    for batch in [1, 3, 8, 17] {
        // No outputs.
        product(&[], &w[..2 * batch], Some(&[]), &mut [], batch);
        let mut d_a = vec![f32::NAN; 2 * batch];
        product_transposed(&[], &[], &mut d_a, batch);
        assert_eq!(d_a, vec![0.0; 2 * batch]);
        product_outer(&[], &w[..2 * batch], &mut [], batch);
        sum_rows::<f32>(&[], &mut [], batch);
        // No inputs.
        let mut z = vec![f32::NAN; 2 * batch];
        product(&[], &[], Some(&[3.0, 3.0]), &mut z, batch);
        assert_eq!(z, vec![3.0; 2 * batch]);
        product_transposed(&[], &z, &mut [], batch);
        product_outer(&z, &[], &mut [], batch);
    }
}

/// The lengths 65536·65536 overflow the 32 bits of a WebAssembly address; natively they are only too long.
#[test]
#[should_panic]
fn a_weight_matrix_that_is_too_short_is_refused() {
    let (a, mut z) = (vec![0f32; 1 << 16], vec![0f32; 1 << 16]);
    product(&[1.0], &a, None, &mut z, 1);
}
