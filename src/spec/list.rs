//! The short lists of a spec: exceptions by layer, changes by step.

use super::{Activation, read};
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// Most entries a list may hold.
pub(super) const LONGEST: usize = 1000;

/// An exception: hidden layer `layer` has this f.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LayerActivation {
    /// Which hidden layer, from 1.
    pub layer: u32,
    /// The layer's f.
    pub activation: Activation,
}

/// An exception: hidden layer `layer` has this many units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LayerWidth {
    /// Which hidden layer, from 1.
    pub layer: u32,
    /// The layer's number of units.
    pub width: u32,
}

/// An entry `where:what` of a list, ordered by its first number.
pub(super) trait Entry: Sized {
    fn at(&self) -> u32;
    fn what(&self) -> String;
    fn parse(at: &str, what: &str) -> Result<Self, String>;
    /// Checks that its numbers are within their limits.
    fn check(&self) -> Result<(), String>;
    /// Whether both set the same thing, so that the later one replaces the earlier.
    fn same_place(&self, other: &Self) -> bool {
        self.at() == other.at()
    }
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
            Activation::from_key(what).ok_or_else(|| format!("there is no activation “{}”", read::excerpt(what)))?;
        Ok(LayerActivation { layer: read::integer("a layer", at, 1, 100)?, activation })
    }
    fn check(&self) -> Result<(), String> {
        within("a layer", self.layer, 100)
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
            layer: read::integer("a layer", at, 1, 100)?,
            width: read::integer("a layer's width", what, 1, 256)?,
        })
    }
    fn check(&self) -> Result<(), String> {
        within("a layer", self.layer, 100)?;
        within("a layer's width", self.width, 256)
    }
}

/// Checks that a whole number is between 1 and `high`.
fn within(key: &str, value: u32, high: u32) -> Result<(), String> {
    read::within_limits(key, f64::from(value), 1.0, f64::from(high)).map(drop)
}

/// Checks every entry of a list, and the number of entries.
pub(super) fn check<E: Entry>(key: &str, entries: &[E]) -> Result<(), String> {
    if entries.len() > LONGEST {
        return Err(format!("{key} takes at most {LONGEST} entries"));
    }
    entries.iter().try_for_each(|entry| entry.check().map_err(|why| format!("{key}: {why}")))
}

/// Writes a list as `1:relu,4:tanh`.
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

/// Reads such a list and sorts it. If two entries set the same thing, the last one wins.
pub(super) fn read<E: Entry>(key: &str, text: &str) -> Result<Vec<E>, String> {
    let mut entries: Vec<E> = Vec::new();
    for part in text.split(',').filter(|part| !part.is_empty()) {
        let (at, what) = halves(key, part)?;
        let entry = E::parse(at, what).map_err(|why| format!("{key}: {why}"))?;
        entries.retain(|old| !old.same_place(&entry));
        let place = entries.partition_point(|old| old.at() <= entry.at());
        entries.insert(place, entry);
        if entries.len() > LONGEST {
            return Err(format!("{key} takes at most {LONGEST} entries"));
        }
    }
    Ok(entries)
}

fn halves<'t>(key: &str, part: &'t str) -> Result<(&'t str, &'t str), String> {
    part.split_once(':').ok_or_else(|| format!("{key} takes a list like 1:x,2:y, not “{}”", read::excerpt(part)))
}
