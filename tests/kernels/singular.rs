//! The two largest singular values of matrices whose singular values are known.

use gradient_lab::num::{Random, Stream, largest_singular_values};

/// A random unit vector.
fn unit(size: usize, random: &mut Random) -> Vec<f64> {
    let v: Vec<f64> = (0..size).map(|_| random.normal()).collect();
    let length = v.iter().map(|v| v * v).sum::<f64>().sqrt();
    v.iter().map(|x| x / length).collect()
}

/// U·diag(σ)·Vᵀ \[rows×columns\] with U and V products of three random reflections each.
fn made(rows: usize, columns: usize, sigma: &[f64], random: &mut Random) -> Vec<f64> {
    let mut a = vec![0.0; rows * columns];
    sigma.iter().enumerate().for_each(|(n, sigma)| a[n * columns + n] = *sigma);
    for _ in 0..3 {
        let (u, v) = (unit(rows, random), unit(columns, random));
        for j in 0..columns {
            let sum: f64 = (0..rows).map(|i| u[i] * a[i * columns + j]).sum();
            (0..rows).for_each(|i| a[i * columns + j] -= 2.0 * u[i] * sum);
        }
        for row in a.chunks_exact_mut(columns) {
            let sum: f64 = row.iter().zip(&v).map(|(a, v)| a * v).sum();
            row.iter_mut().zip(&v).for_each(|(a, v)| *a -= 2.0 * v * sum);
        }
    }
    a
}

/// The larger error as a share of σ₁.
fn error(got: [f64; 2], want: [f64; 2]) -> f64 {
    got.iter().zip(want).map(|(got, want)| (got - want).abs()).fold(0.0, f64::max) / want[0]
}

#[test]
fn random_matrices_have_the_singular_values_that_they_were_made_of() {
    let mut random = Random::new(1, Stream::Data);
    let mut worst: f64 = 0.0;
    for (rows, columns) in [(2, 2), (3, 2), (2, 3), (32, 32), (10, 32), (64, 10), (100, 100), (256, 256)] {
        for second in [1.0, 0.999_999, 0.5, 1e-3, 1e-8, 2e-13, 0.0] {
            let size = rows.min(columns);
            let sigma: Vec<f64> = (0..size).map(|n| if n == 0 { 3.0 } else { 3.0 * second / n as f64 }).collect();
            let got = largest_singular_values(&made(rows, columns, &sigma, &mut random), columns);
            let off = error(got, [sigma[0], sigma[1]]);
            assert!(off < 3e-15, "{rows}×{columns}, σ₂/σ₁ = {second}: {got:?}, off by {off:.1e}");
            worst = worst.max(off);
        }
    }
    println!("worst error of σ₁ and σ₂: {worst:.1e} of σ₁");
}

#[test]
fn a_diagonal_matrix_has_the_sizes_of_its_entries() {
    let diagonal = [0.5, -7.0, 0.0, 3.0];
    let matrix: Vec<f64> = (0..16).map(|n| if n % 5 == 0 { diagonal[n / 5] } else { 0.0 }).collect();
    assert!(error(largest_singular_values(&matrix, 4), [7.0, 3.0]) < 1e-15);
}

/// An outer product has one singular value, the product of the lengths; what is left for σ₂ is rounding.
#[test]
fn an_outer_product_has_rank_one() {
    let mut random = Random::new(2, Stream::Data);
    for (rows, columns) in [(32, 32), (7, 40), (40, 7)] {
        let (u, v) = (unit(rows, &mut random), unit(columns, &mut random));
        let matrix: Vec<f64> = u.iter().flat_map(|u| v.iter().map(move |v| 5.0 * u * v)).collect();
        let [first, second] = largest_singular_values(&matrix, columns);
        assert!((first - 5.0).abs() < 1e-14 && second < 1e-15 * first, "{rows}×{columns}: {first}, {second:e}");
    }
}

/// One row or one column is a vector: σ₁ is its length, and there is no σ₂.
#[test]
fn vectors_and_nothing() {
    for columns in [1, 3] {
        assert!(error(largest_singular_values(&[2.0, -3.0, 6.0], columns), [7.0, 0.0]) < 1e-15, "{columns}");
    }
    assert_eq!(largest_singular_values(&[], 4), [0.0; 2]);
    assert_eq!(largest_singular_values(&[], 0), [0.0; 2]);
    assert_eq!(largest_singular_values(&[0.0; 12], 4), [0.0; 2]);
    let [first, second] = largest_singular_values(&[-2.5], 1);
    assert!((first - 2.5).abs() < 1e-15 && second == 0.0, "{first}, {second}");
}

/// The gradients of a network of a hundred sigmoid layers are as small as numbers get.
#[test]
fn sizes_at_both_ends_of_the_range_keep_their_ratio() {
    let mut random = Random::new(3, Stream::Data);
    let matrix = made(8, 8, &[1.0, 1e-9], &mut random);
    for power in [-1000, -600, 0, 600, 1000] {
        let scaled: Vec<f64> = matrix.iter().map(|a| a * 2f64.powi(power)).collect();
        let [first, second] = largest_singular_values(&scaled, 8);
        assert!((second / first / 1e-9 - 1.0).abs() < 1e-5, "2^{power}: {first:e}, {second:e}");
    }
}

#[test]
fn what_is_not_finite_is_nan() {
    for bad in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let values = largest_singular_values(&[1.0, 2.0, bad, 4.0], 2);
        assert!(values.iter().all(|value| value.is_nan()), "{bad}: {values:?}");
    }
}
