//! Sequences of the real world: sunspots, and digits read in turn.

use super::{moments, spec};
use gradient_lab::data::{Data, Examples, generate, sunspots};
use gradient_lab::spec::Spec;
use gradient_lab::train::Trainer;

#[test]
fn sunspots_are_the_numbers_of_those_years() {
    let years: Vec<(usize, f64)> = sunspots().collect();
    assert_eq!((years.len(), years[0].0, years[308].0), (309, 1700, 2008));
    for (year, number) in [(1700, 5.0), (1701, 11.0), (1778, 154.4), (1810, 0.0), (1957, 190.2), (2008, 2.9)] {
        assert_eq!(years[year - 1700], (year, number));
    }
    assert!(years.iter().all(|(year, number)| *number <= 190.2 && (*number < 190.2 || *year == 1957)));
}

/// The numbers of a part, from its windows, which follow each other year by year.
fn series(part: &Examples<f64>, steps: usize) -> Vec<f64> {
    let rows: Vec<(&[f64], &[f64])> = part.x.chunks(steps).zip(part.y.chunks(steps)).collect();
    assert!(rows.iter().all(|(x, y)| x[1..] == y[..steps - 1]), "the next year is what is asked");
    assert!(rows.windows(2).all(|pair| pair[0].1 == pair[1].0), "one year later");
    rows[0].0.iter().chain(rows.iter().map(|(_, y)| &y[steps - 1])).copied().collect()
}

#[test]
fn sunspots_are_learned_to_1899_and_tested_after() {
    let numbers: Vec<f64> = sunspots().map(|(_, number)| number).collect();
    for length in [2, 30, 100] {
        let data: Data<f64> = generate(&spec(&format!("data=sunspots&cell=lstm&length={length}")));
        let (train, test) = (series(&data.train, length), series(&data.test, length));
        assert_eq!((train.len(), test.len()), (200, 109));
        let (middle, square) = moments(&train);
        assert!(middle.abs() < 1e-12 && (square - 1.0).abs() < 1e-12, "standardised by what is learned from");
        // One scale for both parts: a line through any two years.
        let scale = (train[57] - train[0]) / (numbers[57] - numbers[0]);
        let back = |value: f64| (value - train[0]) / scale + numbers[0];
        assert!(train.iter().zip(&numbers).all(|(value, number)| (back(*value) - number).abs() < 1e-9));
        assert!(test.iter().zip(&numbers[200..]).all(|(value, number)| (back(*value) - number).abs() < 1e-9));
    }
}

#[test]
fn digits_are_read_row_by_row_and_pixel_by_pixel() {
    let digits: Data<f64> = generate(&Spec::default());
    for (task, steps, features) in [("digit_rows", 8, 8), ("digit_pixels", 64, 1)] {
        let spec = spec(&format!("data={task}&cell=gru&width=6&batch=9"));
        assert_eq!(generate::<f64>(&spec), digits, "{task}");
        let shape = spec.sequence().expect("a sequence");
        assert_eq!((shape.steps, shape.features, shape.outputs, shape.answers), (steps, features, 10, 1));
        let mut trainer: Trainer<f64> = Trainer::new(&spec).expect("a valid spec");
        trainer.advance();
        // Step k reads pixels k·D to (k+1)·D of each of its nine digits.
        let network = &trainer.network;
        let columns: Vec<Vec<f64>> = (0..9)
            .map(|b| {
                (0..steps)
                    .flat_map(|k| network.x_at(k).iter().skip(b).step_by(9).copied().collect::<Vec<_>>())
                    .collect()
            })
            .collect();
        assert!(columns.iter().all(|image| digits.train.x.chunks(64).any(|digit| digit == image)), "{task}");
    }
}
