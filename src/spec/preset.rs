//! Named experiments: each symptom, cause and cure of the report as the runs that show it, with the claim they must
//! show and the criterion that checks it.
//!
//! They are in a file of their own, `www/lab/presets.json`, in the order of the report. The page fetches that file and
//! passes names and texts in; native builds include it here, so that the page's module need not contain it.

use alloc::string::String;
use alloc::vec::Vec;
#[cfg(not(target_arch = "wasm32"))]
use {alloc::string::ToString, serde_json::Value};

/// A named experiment.
#[derive(Clone, Debug, PartialEq)]
pub struct Preset {
    /// Its id, as in `preset=VAN`.
    pub id: String,
    /// The section it belongs to: `how` it works, what goes `wrong`, `why`, what `helps`, through `time`.
    pub part: String,
    /// Its title: the claim in a few words.
    pub title: String,
    /// Its claim, in one or two sentences.
    pub claim: String,
    /// What comes of it, in a word.
    pub outcome: String,
    /// The experiments as links' texts: the main run, then those it is compared with. `preset=VAN` names the main run.
    pub runs: Vec<String>,
    /// The step to open it at.
    pub step: u32,
    /// What the page shows: `depth`, `time` or `compare`.
    pub view: String,
    /// The step at which its claim ends; none where it holds for as long as one likes.
    pub end: Option<u32>,
    /// What must be true of the runs at the end of the claim: see `verdict::criterion`.
    pub criterion: String,
}

/// All of them, in the order of the report.
#[cfg(not(target_arch = "wasm32"))]
pub fn presets() -> Vec<Preset> {
    let rows: Value = serde_json::from_str(include_str!("../../www/lab/presets.json")).unwrap_or_default();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_string();
    let list = |value: &Value| value.as_array().map_or(Vec::new(), |list| list.iter().map(text).collect());
    let step = |value: &Value| value.as_u64().map(|step| step as u32);
    let preset = |row: &Value| Preset {
        id: text(&row["id"]),
        part: text(&row["part"]),
        title: text(&row["title"]),
        claim: text(&row["claim"]),
        outcome: text(&row["outcome"]),
        runs: list(&row["runs"]),
        step: step(&row["step"]).unwrap_or(0),
        view: text(&row["view"]),
        end: step(&row["end"]),
        criterion: text(&row["criterion"]),
    };
    rows.as_array().map_or(Vec::new(), |rows| rows.iter().map(preset).collect())
}

/// The page's module has none.
#[cfg(target_arch = "wasm32")]
pub fn presets() -> Vec<Preset> {
    Vec::new()
}

impl Preset {
    /// The step at which its criterion is judged.
    pub fn judged(&self) -> u32 {
        self.end.unwrap_or(self.step)
    }
}
