//! Experiments with a name: each symptom and cause of the report as a link, with what it must show.
//!
//! They are content of the page and stand in a file of its own, `www/lab/presets.json`, in the order of the report: a
//! row is an id, a title, a claim that a test checks, and the experiment as a link has it. The page fetches that file
//! and hands it over; this is the same file for everyone else, not in the page's module.

/// An experiment that a lecturer can name.
#[derive(Clone, Copy, Debug)]
pub struct Preset {
    /// Its id in the catalogue of experiments.
    pub id: &'static str,
    /// What it is about.
    pub title: &'static str,
    /// What it shows, in a sentence that a test checks.
    pub claim: &'static str,
    /// The experiment, and the step to open it at if that is not 0.
    pub spec: &'static str,
}

/// An array of arrays of texts reads the same in JSON and in Rust.
const ROWS: &[[&str; 4]] = &include!("../../www/lab/presets.json");

/// All of them, in the order of the report.
pub const PRESETS: &[Preset] = &{
    let mut presets = [Preset { id: "", title: "", claim: "", spec: "" }; ROWS.len()];
    let mut n = 0;
    while n < ROWS.len() {
        let [id, title, claim, spec] = ROWS[n];
        presets[n] = Preset { id, title, claim, spec };
        n += 1;
    }
    presets
};
