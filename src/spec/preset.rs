//! Named experiments: each symptom, cause and cure of the report as the runs that show it, with the claim they must
//! show and the criterion that checks it.
//!
//! They are in a file of their own, `www/lab/presets.json`, in the order of the report. The page fetches that file and
//! passes names and texts in; native builds include it here, so that the page's module need not contain it.

use alloc::string::String;
use alloc::vec::Vec;

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

/// All of them, in the order of the report. The page's module has none.
pub fn presets() -> Vec<Preset> {
    super::json::presets()
}

impl Preset {
    /// The step at which its criterion is judged.
    pub fn judged(&self) -> u32 {
        self.end.unwrap_or(self.step)
    }
}
