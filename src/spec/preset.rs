//! Named experiments: each symptom and cause of the report as a link, with the claim that it must show.
//!
//! They are in a file of their own, `www/lab/presets.json`, in the order of the report. A row is an id, a title, a
//! claim that a test checks, and the experiment as a link's text. The page fetches that file and passes it in; native
//! builds include it here, so that the page's module need not contain it.

/// A named experiment.
#[derive(Clone, Copy, Debug)]
pub struct Preset {
    /// Its id, as in `preset=VAN`.
    pub id: &'static str,
    /// Its title.
    pub title: &'static str,
    /// Its claim, in a sentence that a test checks.
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
