//! Pictures of what is small enough to be drawn whole: a network of few units, one unit, and one input.

use super::field::{Field, GROUND, TOP};
use super::path::Shapes;
use super::run::Run;
use gradient_lab::probe::{Frame, diagram};
use gradient_lab::session::Session;
use gradient_lab::spec::{Link, PRELU_START};
use gradient_lab::train::Phase;

/// The size of a unit.
const UNIT: f64 = 14.0;

/// Every unit and weight of a network, colored by sign, with the inputs at the left.
pub fn network(run: &Frame) -> Vec<Shapes> {
    let (columns, edges) = diagram(run, 8, 400, 0, None);
    let place = |column: usize, unit: usize| {
        let (of, rows) = (columns.len() as f64 - 1.0, columns[column].shown.len() as f64);
        let x = 60.0 + 180.0 * column as f64 / of;
        let pitch = ((GROUND - TOP) / rows).min(34.0);
        (x, (GROUND + TOP) / 2.0 + (unit as f64 - (rows - 1.0) / 2.0) * pitch)
    };
    let mut lines = ["line up", "line stuck"].map(|looks| Shapes::new(&format!("{looks} thin")));
    for edge in &edges {
        let ends = [place(edge.stage, edge.from), place(edge.stage + 1, edge.to)];
        lines[usize::from(edge.w < 0.0)].line(&ends);
    }
    let mut units = ["empty", "signal", "gradient"].map(Shapes::new);
    for (c, column) in columns.iter().enumerate() {
        for (n, a) in column.a.iter().enumerate() {
            let (x, y) = place(c, n);
            let size = UNIT.min((GROUND - TOP) / column.shown.len() as f64 - 4.0);
            units[if *a < 0.0 { 2 } else { 1 }].area([x - size / 2.0, y - size / 2.0, size, size]);
        }
    }
    lines.into_iter().chain(units).collect()
}

/// The slope of each run's activation, from z = −6 to 6.
pub fn slopes(runs: &[Run]) -> Vec<Shapes> {
    let field = Field::whole();
    let mut ground = Shapes::new("ground");
    ground.line(&[(field.left, GROUND), (field.left + field.width, GROUND)]);
    let mut shapes = vec![ground];
    for (n, run) in runs.iter().enumerate() {
        let activation = run.frame().spec.activation;
        let mut line = Shapes::new(["line stuck", "line up", "line well", "line"][n.min(3)]);
        let point = |i: i32| {
            let share = f64::from(i) / 60.0;
            (field.x(share), Field::y(activation.df(12.0 * share - 6.0, PRELU_START) / 1.8))
        };
        line.line(&(0..=60).map(point).collect::<Vec<_>>());
        shapes.push(line);
    }
    shapes
}

/// The slope ∂L/∂x at each of the inputs on a line, at the start.
pub fn jagged(texts: &[String]) -> Vec<Shapes> {
    let parts = Field::parted(texts.len());
    texts
        .iter()
        .zip(parts)
        .enumerate()
        .flat_map(|(n, (text, field))| {
            let looks = if n + 1 < texts.len() { "line stuck thin" } else { "line well" };
            slope_line(&input_slopes(text), &field, looks)
        })
        .collect()
}

fn slope_line(slopes: &[f64], field: &Field, looks: &str) -> Vec<Shapes> {
    let most = slopes.iter().fold(1e-30, |most: f64, slope| most.max(slope.abs()));
    let middle = (GROUND + TOP) / 2.0;
    let point = |(n, slope): (usize, &f64)| {
        let x = field.x(n as f64 / (slopes.len() - 1) as f64);
        (x, middle - slope / most * (GROUND - TOP) / 2.0)
    };
    let [mut ground, mut line] = ["ground", looks].map(Shapes::new);
    ground.line(&[(field.left, middle), (field.left + field.width, middle)]);
    line.line(&slopes.iter().enumerate().map(point).collect::<Vec<_>>());
    vec![ground, line]
}

/// ∂L/∂x of every input, when the first gradient has arrived.
pub fn input_slopes(text: &str) -> Vec<f64> {
    let mut session = Session::<f32>::new(&Link::parse(text).spec).expect("a preset's spec is valid");
    while session.trainer().next() != Phase::Update && session.advance().is_some() {}
    session.trainer().network.input_gradient().iter().map(|slope| f64::from(*slope)).collect()
}

/// How alike the slopes at neighboring inputs are: their autocorrelation at lag 1.
pub fn alike(slopes: &[f64]) -> f64 {
    let middle = slopes.iter().sum::<f64>() / slopes.len() as f64;
    let product = |pair: &[f64]| (pair[0] - middle) * (pair[1] - middle);
    slopes.windows(2).map(product).sum::<f64>() / slopes.iter().map(|slope| (slope - middle).powi(2)).sum::<f64>()
}
