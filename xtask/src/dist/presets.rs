//! The named experiments, as the packs tell of them.

use super::{Dist, files};
use crate::Outcome;
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
pub struct Preset {
    pub id: String,
    pub title: String,
    pub claim: String,
    /// Filled in from the gallery.
    #[serde(skip)]
    pub shapes: Vec<Shape>,
}

/// The classes and the path of a shape, in a field of 300 × 110.
pub type Shape = [String; 2];

#[derive(Deserialize)]
struct Exhibit {
    picture: Vec<Shape>,
}

/// In the order of the gallery.
pub fn read(dist: &Dist) -> Outcome<Vec<Preset>> {
    let www = dist.source.join("www/lab");
    let mut presets: Vec<Preset> = parse(&files::text(&www.join("presets.json"))?, "presets.json")?;
    let mut exhibits: BTreeMap<String, Exhibit> = parse(&files::text(&www.join("gallery.json"))?, "gallery.json")?;
    for preset in &mut presets {
        let exhibit = exhibits.remove(&preset.id);
        preset.shapes = exhibit.ok_or_else(|| format!("gallery.json has no picture of {}.", preset.id))?.picture;
    }
    Ok(presets)
}

fn parse<T: for<'a> Deserialize<'a>>(text: &str, name: &str) -> Outcome<T> {
    serde_json::from_str(text).map_err(|e| format!("{name}: {e}."))
}

/// Text for an element or an attribute of HTML or SVG.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
