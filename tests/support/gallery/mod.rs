//! The pictures and outcomes of the gallery, `www/lab/gallery.json`: measured on the runs of each preset.

mod curves;
mod field;
mod maps;
mod path;
mod run;
mod small;
mod staircase;
mod words;

use field::Field;
use gradient_lab::spec::{Dataset, Preset};
use gradient_lab::verdict::holds;
use path::Shapes;
use run::Run;

/// Where the page reads it.
pub const FILE: &str = "www/lab/gallery.json";
/// For so many seeds each claim is tried.
const SEEDS: u32 = 3;

/// The row of a preset: its picture, what was measured, and for how many of some seeds its claim holds.
pub fn row(preset: &Preset) -> String {
    let quantities = quantities(&preset.criterion);
    let is_score = |quantity: &&&str| matches!(**quantity, "loss" | "test");
    let told = quantities.iter().find(is_score).unwrap_or(&quantities[0]);
    let tested = quantities.contains(&"test");
    let seeded = |n: u32| preset.runs.iter().map(|text| Run::of(text, n, preset.judged(), tested)).collect();
    let seeds: Vec<Vec<Run>> = (0..SEEDS).map(seeded).collect();
    let runs = &seeds[0];
    let shapes = picture(preset, quantities[0], runs).into_iter().filter(|shapes| !shapes.path.is_empty());
    let picture: Vec<[String; 2]> = shapes.map(|Shapes { looks, path }| [looks, path]).collect();
    let exhibit = serde_json::json!({
        "picture": picture,
        "measured": words::measured(&preset.runs, runs, told),
        "tried": [seeds.iter().filter(|runs| claim_holds(preset, runs)).count(), SEEDS],
    });
    format!("{:?}: {exhibit}", preset.id)
}

fn claim_holds(preset: &Preset, runs: &[Run]) -> bool {
    holds(&preset.criterion, &|run, quantity| quantity.of(&runs.get(run)?.frame())) == Some(true)
}

/// What the conditions of a criterion are about, such as `ratio` for `ratio A < 1e-4`.
fn quantities(criterion: &str) -> Vec<&str> {
    criterion.split(", ").filter_map(|condition| condition.split(' ').next()).collect()
}

/// The kind of picture follows from what the criterion is about, and from what the runs are.
fn picture(preset: &Preset, quantity: &str, runs: &[Run]) -> Vec<Shapes> {
    let run = runs[0].frame();
    let hidden = run.place.stages - 1;
    let parts = Field::parted(runs.len());
    let side_by_side = |paint: &dyn Fn(&Run) -> Vec<Vec<f64>>| -> Vec<Shapes> {
        runs.iter().zip(&parts).flat_map(|(run, part)| maps::map(part, &paint(run))).collect()
    };
    match quantity {
        "parameters" => small::network(&run),
        "slope" => small::slopes(runs),
        "alike" => small::jagged(&preset.runs),
        "moved" => staircase::staircases(&[runs[0].by_stage(|run, k| run.distance(k))], "moved"),
        "kept" => staircase::staircases(&[runs[0].by_stage(|run, k| run.lengths(k)[1])], "moved"),
        "silent" if (0..hidden).any(|k| run.shares(k).dead > 0.5) => side_by_side(&|run| maps::passing(&run.frame())),
        "ratio" | "memory" | "silent" => staircase::staircases(&gradients(runs), "gradient"),
        "stop" if runs.iter().all(Run::stopped) && hidden > 2 => staircase::staircases(&gradients(runs), "gradient"),
        _ if run.spec.data == Dataset::Recall => side_by_side(&|run| maps::memory(&run.frame())),
        _ => curves::curves(runs, preset.judged()),
    }
}

fn gradients(runs: &[Run]) -> Vec<Vec<f64>> {
    runs.iter().map(Run::gradient).collect()
}
