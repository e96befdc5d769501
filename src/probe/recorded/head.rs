//! The first line of a trace file: layers, task, optimizer.

use super::json::Json;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// What a recorded run learns.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct RecordedTask {
    /// How many classes, if it learns classes.
    pub classes: Option<u32>,
    /// Whether it learns numbers.
    pub regression: bool,
    /// Loss of guessing: as the file says, or ln of the number of classes.
    pub chance: Option<f64>,
}

/// A layer of a recorded run: a module with a weight matrix of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordedLayer {
    /// The name of the module in its model.
    pub name: String,
    /// The class of the module.
    pub kind: String,
    /// The classes of the modules without weight matrices that run after it and before the next layer.
    pub then: Vec<String>,
    /// Entries of z in a batch.
    pub units: f64,
    /// Entries of W.
    pub weights: f64,
    /// rms of W before the first training step.
    pub start: f64,
}

/// More layers than any trace that a page could show.
const MOST: usize = 1000;
/// Letters of a name that are kept.
const LONGEST: usize = 200;

/// The head without rows.
#[derive(Clone, Debug)]
pub(super) struct Head {
    pub task: RecordedTask,
    pub optimizer: String,
    pub weight_decay: f64,
    pub dtype: String,
    pub layers: Vec<RecordedLayer>,
}

impl Head {
    /// # Errors
    /// What is wrong with it, as the end of a sentence.
    pub fn of(line: &Json) -> Result<Head, String> {
        match line.member("trace").and_then(Json::number) {
            Some(1.0) => {}
            Some(_) => return Err("is of a newer version of traces".into()),
            None => return Err("is not the head of a trace: “trace” is missing".into()),
        }
        let layers = line.member("layers").and_then(Json::list).ok_or("has no list “layers”")?;
        if layers.is_empty() || layers.len() > MOST {
            return Err(format!("has {} layers; a trace has from 1 to {MOST}", layers.len()));
        }
        let layers: Result<Vec<RecordedLayer>, String> = layers.iter().map(layer).collect();
        Ok(Head {
            task: task(line)?,
            optimizer: word(line, "optimizer"),
            weight_decay: line
                .member("weight_decay")
                .and_then(Json::number)
                .filter(|decay| *decay > 0.0)
                .unwrap_or(0.0),
            dtype: word(line, "dtype"),
            layers: layers?,
        })
    }
}

fn task(line: &Json) -> Result<RecordedTask, String> {
    let number = |key: &str| line.member(key).and_then(Json::number);
    let classes = number("classes").filter(|classes| (2.0..1e9).contains(classes));
    let regression = match line.member("task").and_then(Json::text) {
        Some("regression") => true,
        Some("classes") | None => false,
        Some(_) => return Err("has an unknown “task”: it can be \"classes\" or \"regression\"".into()),
    };
    let chance = number("chance").filter(|chance| *chance > 0.0 && chance.is_finite());
    let chance = chance.or(classes.filter(|_| !regression).map(libm::log));
    Ok(RecordedTask { classes: classes.map(|classes| classes as u32), regression, chance })
}

fn layer(entry: &Json) -> Result<RecordedLayer, String> {
    let name = word(entry, "name");
    let count = |key: &str| {
        let count = entry.member(key).and_then(Json::number).filter(|count| *count >= 0.0 && count.is_finite());
        count.ok_or_else(|| format!("has a layer “{name}” without a number of “{key}”"))
    };
    let (units, weights) = (count("units")?, count("weights")?);
    let start = entry.member("start").and_then(Json::number).unwrap_or(f64::NAN);
    let then = entry.member("then").and_then(Json::list).unwrap_or(&[]);
    let then = then.iter().filter_map(Json::text).take(20).map(short).collect();
    Ok(RecordedLayer { kind: word(entry, "kind"), then, units, weights, start, name })
}

/// A text, or nothing if there is none.
fn word(object: &Json, key: &str) -> String {
    object.member(key).and_then(Json::text).map_or_else(String::new, short)
}

fn short(text: &str) -> String {
    text.char_indices().nth(LONGEST).map_or(text, |(end, _)| &text[..end]).to_string()
}
