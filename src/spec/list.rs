//! Short lists inside a spec: exceptions by layer, changes by step.

use super::{Activation, knob};
use crate::num::shortest;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// Most entries a list may hold.
pub(super) const LONGEST: usize = 1000;

/// Hidden layer `layer` (from 1) has this f.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LayerActivation {
    /// Which hidden layer, from 1.
    pub layer: u32,
    /// Its f.
    pub activation: Activation,
}

/// Hidden layer `layer` (from 1) has this many units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LayerWidth {
    /// Which hidden layer, from 1.
    pub layer: u32,
    /// Its units.
    pub width: u32,
}

/// From step `step` on, the learning rate is this.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Live {
    /// The first step it holds for.
    pub step: u32,
    /// α from there on.
    pub learning_rate: f64,
}

impl Live {
    /// Most changes that an experiment, and so its link, keeps.
    pub const MOST: usize = LONGEST;
}

/// An entry `where:what` of a list, ordered by its first number.
pub(super) trait Entry: Sized {
    fn at(&self) -> u32;
    fn what(&self) -> String;
    fn parse(at: &str, what: &str) -> Result<Self, String>;
}

impl Entry for LayerActivation {
    fn at(&self) -> u32 {
        self.layer
    }
    fn what(&self) -> String {
        self.activation.key().to_string()
    }
    fn parse(at: &str, what: &str) -> Result<Self, String> {
        let activation =
            Activation::from_key(what).ok_or_else(|| format!("there is no activation “{}”", knob::excerpt(what)))?;
        Ok(LayerActivation { layer: knob::integer("a layer", at, 1, 100)?, activation })
    }
}

impl Entry for LayerWidth {
    fn at(&self) -> u32 {
        self.layer
    }
    fn what(&self) -> String {
        self.width.to_string()
    }
    fn parse(at: &str, what: &str) -> Result<Self, String> {
        Ok(LayerWidth {
            layer: knob::integer("a layer", at, 1, 100)?,
            width: knob::integer("a layer's width", what, 1, 256)?,
        })
    }
}

impl Entry for Live {
    fn at(&self) -> u32 {
        self.step
    }
    fn what(&self) -> String {
        shortest(self.learning_rate)
    }
    fn parse(at: &str, what: &str) -> Result<Self, String> {
        let learning_rate =
            knob::number("Learning rate", what, super::table::LEARNING_RATE.0, super::table::LEARNING_RATE.1)?;
        Ok(Live { step: knob::integer("a step", at, 0, super::text::LAST_STEP)?, learning_rate })
    }
}

/// `1:relu,4:tanh`.
pub(super) fn write<E: Entry>(entries: &[E]) -> String {
    let mut text = String::new();
    for entry in entries {
        if !text.is_empty() {
            text.push(',');
        }
        text.push_str(&format!("{}:{}", entry.at(), entry.what()));
    }
    text
}

/// Reads such a list, sorted, the last entry winning where two speak of the same place.
pub(super) fn read<E: Entry>(key: &str, text: &str) -> Result<Vec<E>, String> {
    let mut entries: Vec<E> = Vec::new();
    for part in text.split(',').filter(|part| !part.is_empty()) {
        let (at, what) = halves(key, part)?;
        let entry = E::parse(at, what).map_err(|why| format!("{key}: {why}"))?;
        match entries.binary_search_by_key(&entry.at(), E::at) {
            Ok(same) => entries[same] = entry,
            Err(place) => entries.insert(place, entry),
        }
        if entries.len() > LONGEST {
            return Err(format!("{key} takes at most {LONGEST} entries"));
        }
    }
    Ok(entries)
}

fn halves<'t>(key: &str, part: &'t str) -> Result<(&'t str, &'t str), String> {
    part.split_once(':').ok_or_else(|| format!("{key} is a list like 1:x,2:y; “{}” is none", knob::excerpt(part)))
}
