//! Maps with a row for each unit: which units pass a gradient on, by layer, and what a cell remembers, by time step.

use super::field::{Field, GROUND, TOP};
use super::path::Shapes;
use gradient_lab::net::cell::Description;
use gradient_lab::probe::{Frame, OpKind};

/// The most rows that can be told apart.
const ROWS: usize = 8;
/// A number has one of so many strengths; the strongest one has no class of its own.
const STRENGTHS: [&str; 4] = [" t1", " t2", " t3", ""];

/// By unit and layer, the fraction of the examples for which the unit passes a gradient on.
pub fn passing(run: &Frame) -> Vec<Vec<f64>> {
    let hidden = run.place.stages - 1;
    let units = spread(run.layers[0].outputs);
    let passes = |k: usize, o: usize, b: usize| {
        let ops = run.unit(k, o, b).map_or(Vec::new(), |unit| unit.ops);
        ops.iter().all(|op| !matches!(op.kind, OpKind::Activate { slope, .. } if slope == 0.0))
    };
    let batch = run.place.batch;
    let share = |k: usize, o: usize| (0..batch).filter(|b| passes(k, o, *b)).count() as f64 / batch as f64;
    units.iter().map(|o| (0..hidden).map(|k| share(k, *o)).collect()).collect()
}

/// By unit and time step, what the topmost cell carries along for the first example, relative to the largest of all.
pub fn memory(run: &Frame) -> Vec<Vec<f64>> {
    let (steps, batch) = (run.place.stages - 1, run.place.batch);
    let (Some(about), Some(cell)) = (Description::of(run.spec), run.cells(0).last()) else { return Vec::new() };
    let carried = about.carried();
    let number =
        |o: usize, k: usize| run.block(k, cell.first + carried.block).value.at((carried.row * cell.size + o) * batch);
    let rows: Vec<Vec<f64>> = spread(cell.size).iter().map(|o| (0..steps).map(|k| number(*o, k)).collect()).collect();
    let most = rows.iter().flatten().fold(1e-9, |most: f64, value| most.max(value.abs()));
    rows.iter().map(|row| row.iter().map(|value| value / most).collect()).collect()
}

/// At most [`ROWS`] of 0..n, evenly spread.
fn spread(n: usize) -> Vec<usize> {
    let shown = n.min(ROWS);
    (0..shown).map(|place| (2 * place + 1) * n / (2 * shown)).collect()
}

/// Paints rows of numbers from −1 (orange) to 1 (blue), and a grid over them.
pub fn map(field: &Field, rows: &[Vec<f64>]) -> Vec<Shapes> {
    let columns = rows.first().map_or(0, Vec::len);
    let (width, height) = (field.width / columns as f64, (GROUND - TOP) / rows.len() as f64);
    let mut shapes: Vec<Shapes> = ["signal", "gradient"]
        .iter()
        .flat_map(|color| STRENGTHS.map(|strength| Shapes::new(&format!("{color}{strength}"))))
        .collect();
    for (n, row) in rows.iter().enumerate() {
        let mut left = 0;
        for group in row.chunk_by(|a, b| looks(*a) == looks(*b)) {
            let (x, y) = (field.left + left as f64 * width, TOP + n as f64 * height);
            if let Some(looks) = looks(group[0]) {
                shapes[looks].area([x, y, group.len() as f64 * width, height]);
            }
            left += group.len();
        }
    }
    shapes.insert(0, back(field));
    shapes.push(grid(field, columns, rows.len()));
    shapes
}

/// The place of a number's shapes: first the positive ones; none for a number near 0.
fn looks(value: f64) -> Option<usize> {
    let strength = [0.03, 0.12, 0.35, 0.7].iter().filter(|least| value.abs() > **least).count();
    strength.checked_sub(1).map(|strength| strength + if value < 0.0 { STRENGTHS.len() } else { 0 })
}

fn back(field: &Field) -> Shapes {
    let mut back = Shapes::new("empty");
    back.area([field.left, TOP, field.width, GROUND - TOP]);
    back
}

fn grid(field: &Field, columns: usize, rows: usize) -> Shapes {
    let mut grid = Shapes::new("grid");
    let wide = field.width / columns as f64 > 5.0;
    for n in (1..columns).filter(|_| wide) {
        let x = field.x(n as f64 / columns as f64);
        grid.line(&[(x, TOP), (x, GROUND)]);
    }
    for n in 1..rows {
        let y = Field::y(n as f64 / rows as f64);
        grid.line(&[(field.left, y), (field.left + field.width, y)]);
    }
    grid
}
