//! Random tables, as a reader may bring them: points, wide tables and sequences, with classes or with numbers.

use gradient_lab::num::{Random, Stream};
use gradient_lab::spec::{Known, Link, Rows, Table};
use std::sync::Arc;

/// The table of a seed, with at most `most` rows. Its id in a link is the seed.
pub fn table(seed: u32, most: usize) -> Arc<Table> {
    let mut random = Random::new(seed, Stream::Data);
    let up_to = |random: &mut Random, most: usize| (most as f64).powf(random.unit()) as usize;
    let count = 2 + up_to(&mut random, most - 1).min(most - 2);
    let (per_step, columns) = match random.below(3) {
        0 => {
            let each = 1 + random.below(3);
            (each, each * (2 + up_to(&mut random, 40)))
        }
        1 => (0, 2),
        _ => (0, up_to(&mut random, 64)),
    };
    let classes = [0, 2, 2, 3, 20][random.below(5)];
    let scale = 10_f64.powf(random.uniform(-3.0, 3.0));
    let x = (0..count * columns).map(|_| scale * random.normal()).collect();
    let y = (0..count).map(|_| if classes == 0 { scale * random.normal() } else { random.below(classes) as f64 });
    let rows = Rows { columns, per_step, classes: (0..classes).map(|n| format!("c{n}")).collect(), x, y: y.collect() };
    Arc::new(Table::new(rows).expect("it is within the limits"))
}

/// A link to own data: `data=own&own=SEED` has the table of that seed.
pub fn link(text: &str, most: usize) -> Link {
    let table = |id: &str| id.parse().ok().map(|seed| table(seed, most));
    let preset = |id: &str| Link::parse(&format!("preset={id}"));
    let experiment = |id: &str| {
        let link = preset(id);
        link.warnings.is_empty().then(|| link.spec.to_text())
    };
    Link::from_text(text, Known { experiment: &experiment, table: &table })
}
