//! The examples that the reader brings.

use super::{Data, Examples};
use crate::spec::{Spec, Task};
use alloc::vec;

/// Numbers per input and per target, rows for training and for the test; `None` without a table.
pub(super) fn extent(spec: &Spec) -> Option<[usize; 4]> {
    let table = spec.table()?;
    let [train, test] = table.split();
    Some([table.rows().columns, table.outputs(), train, test])
}

/// The rows of the table, split into training and test part; `None` without a table.
pub(super) fn data(spec: &Spec) -> Option<Data<f64>> {
    let table = spec.table()?;
    let (rows, task, outputs) = (table.rows(), table.task(), table.outputs());
    let columns = rows.columns;
    let mut data = Data { train: Examples::empty(columns, outputs), test: Examples::empty(columns, outputs) };
    let mut y = vec![0.0; outputs];
    for (n, (x, &answer)) in rows.x.chunks_exact(columns).zip(&rows.y).enumerate() {
        y.fill(0.0);
        // Of several classes, each has an output of its own.
        if task == Task::Symbols {
            y[answer as usize] = 1.0
        } else {
            y[0] = answer
        }
        let part = if rows.is_test(n) { &mut data.test } else { &mut data.train };
        part.push(x, &y);
    }
    if data.test.x.is_empty() {
        data.test = data.train.clone();
    }
    if spec.standardize {
        let period = if rows.per_step > 0 { rows.per_step } else { columns };
        scale(&mut data.train.x, &mut data.test.x, period);
        if task == Task::Regression {
            scale(&mut data.train.y, &mut data.test.y, 1);
        }
    }
    Some(data)
}

/// x ← (x − mean)/deviation, both of the training part. Numbers that are `period` apart are of one input. One that is
/// the same in all examples becomes 0.
fn scale(train: &mut [f64], test: &mut [f64], period: usize) {
    for first in 0..period {
        let of = |values: &[f64], f: &dyn Fn(f64) -> f64| {
            let column = values.iter().skip(first).step_by(period);
            column.map(|&x| f(x)).sum::<f64>() / (values.len() / period) as f64
        };
        let mean = of(train, &|x| x);
        let variance = of(train, &|x| (x - mean) * (x - mean));
        let deviation = crate::num::sqrt(variance);
        let factor = if deviation > 0.0 { 1.0 / deviation } else { 0.0 };
        let both = [&mut *train, &mut *test].into_iter();
        both.for_each(|part| part.iter_mut().skip(first).step_by(period).for_each(|x| *x = (*x - mean) * factor));
    }
}
