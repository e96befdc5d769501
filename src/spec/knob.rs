//! A knob: one setting, with its limits and texts.

use super::read::{excerpt, flag, number, whole, within_limits};
use super::spoken::nearest;
use super::{Choice, Spec};
use crate::num::{parse, shortest};
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;

/// The group of controls that a knob belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// The examples.
    Data,
    /// Layers and activations.
    Network,
    /// The cell that reads a sequence.
    Cell,
    /// Skip connections and norms.
    Paths,
    /// Initial weights.
    Start,
    /// Loss, optimizer, learning rate, batch.
    Training,
    /// Penalties, clipping, dropout.
    Limits,
    /// The seed.
    Seed,
}

impl Group {
    /// Every group, in the page's order.
    pub const ALL: &'static [Group] = &[
        Group::Data,
        Group::Cell,
        Group::Network,
        Group::Paths,
        Group::Start,
        Group::Training,
        Group::Limits,
        Group::Seed,
    ];

    /// Key, title, and the effect of a change. `live` changes the running experiment; the others restart it. `fork`
    /// also keeps the earlier run beside the new one; `restart` does not, because runs on other data or from another
    /// seed cannot be compared.
    pub fn words(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Group::Data => ("data", "Data", "restart"),
            Group::Cell => ("cell", "Cell", "fork"),
            Group::Network => ("network", "Network", "fork"),
            Group::Paths => ("paths", "Paths and norms", "fork"),
            Group::Start => ("start", "Initial weights", "fork"),
            Group::Training => ("training", "Training", "mixed"),
            Group::Limits => ("limits", "Penalties, clipping, dropout", "live"),
            Group::Seed => ("seed", "Seed", "restart"),
        }
    }
}

/// Options that an error names, of more the first.
const NAMED: usize = 14;

/// The values a knob takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// One option of a list; `extra` is an additional first option that stands for "none chosen".
    Choice {
        /// The options.
        options: &'static [Choice],
        /// The option for "none chosen", where there is one.
        extra: Option<Choice>,
    },
    /// A real number.
    Number {
        /// Smallest value.
        low: f64,
        /// Largest value.
        high: f64,
        /// Whether its slider is logarithmic.
        log: bool,
    },
    /// A whole number.
    Integer {
        /// Smallest value.
        low: u32,
        /// Largest value.
        high: u32,
    },
    /// On or off.
    Flag,
    /// Exceptions by layer or step, as `1:x,2:y`.
    List,
}

/// One knob.
#[derive(Clone, Copy)]
pub struct Knob {
    /// Name in Rust, link, JSON and page.
    pub key: &'static str,
    /// Its group on the page.
    pub group: Group,
    /// Its label on the page.
    pub label: &'static str,
    /// One line on what it does.
    pub help: &'static str,
    /// The values it takes.
    pub kind: Kind,
    /// Whether a change acts on the running experiment.
    pub live: bool,
    /// Whether the page shows it only under "more".
    pub advanced: bool,
    /// Whether it acts on networks through depth, and through time.
    pub acts: (bool, bool),
    /// Shown only where this other knob has one of these values.
    pub needs: Option<(&'static str, &'static [&'static str])>,
    /// How to read and write its value.
    pub(super) field: Field,
}

/// The field of a spec that a knob turns: how to read and change it. Text is parsed and written per type of field, in
/// [`Knob::read`] and [`Knob::write`].
#[derive(Clone, Copy)]
pub(super) enum Field {
    Number(fn(&Spec) -> &f64, fn(&mut Spec) -> &mut f64),
    Integer(fn(&Spec) -> &u32, fn(&mut Spec) -> &mut u32),
    Flag(fn(&Spec) -> &bool, fn(&mut Spec) -> &mut bool),
    /// The index of the chosen option, counted with `extra`.
    Choice(fn(&Spec) -> usize, fn(&mut Spec, usize)),
    List {
        read: fn(&Spec) -> String,
        write: fn(&mut Spec, &str) -> Result<(), String>,
        check: fn(&Spec) -> Result<(), String>,
    },
}

impl Kind {
    /// Smallest and largest value of a number.
    pub fn limits(&self) -> Option<(f64, f64)> {
        match *self {
            Kind::Number { low, high, .. } => Some((low, high)),
            Kind::Integer { low, high } => Some((f64::from(low), f64::from(high))),
            _ => None,
        }
    }

    /// The options, in the order of the menu.
    pub fn options(&self) -> impl Iterator<Item = &Choice> + Clone {
        let (extra, options): (_, &[Choice]) = match self {
            Kind::Choice { options, extra } => (extra.as_ref(), options),
            _ => (None, &[]),
        };
        extra.into_iter().chain(options)
    }
}

impl Knob {
    /// Its value as text.
    pub fn read(&self, spec: &Spec) -> String {
        match self.field {
            Field::Number(value, _) => shortest(*value(spec)),
            Field::Integer(value, _) => value(spec).to_string(),
            Field::Flag(value, _) => if *value(spec) { "on" } else { "off" }.to_string(),
            Field::Choice(place, _) => self.kind.options().nth(place(spec)).map_or("", |option| option.key).to_string(),
            Field::List { read, .. } => read(spec),
        }
    }

    /// Sets it from text.
    ///
    /// # Errors
    /// A sentence on what is wrong with the text; the spec is unchanged.
    pub fn write(&self, spec: &mut Spec, text: &str) -> Result<(), String> {
        let label = self.label;
        match self.field {
            Field::Number(_, value) => *value(spec) = self.number(text)?,
            Field::Integer(_, value) => *value(spec) = whole(label, self.number(text)?, text)?,
            Field::Flag(_, value) => *value(spec) = flag(label, text)?,
            Field::Choice(_, choose) => {
                let place = self.kind.options().position(|option| option.key == text);
                choose(spec, place.ok_or_else(|| self.has_no_option(text))?);
            }
            Field::List { write, .. } => write(spec, text)?,
        }
        Ok(())
    }

    /// Names the options that there are: all of them, or the one that was probably meant.
    fn has_no_option(&self, text: &str) -> String {
        let keys = self.kind.options().map(|option| option.key).filter(|key| !key.is_empty());
        let there = match nearest(text, keys.clone()) {
            Some(near) => format!("the nearest is {near}"),
            None => {
                let more = if keys.clone().count() > NAMED { ", …" } else { "" };
                format!("there are {}{more}", keys.take(NAMED).collect::<Vec<&str>>().join(", "))
            }
        };
        format!("{} has no option “{}” ({there})", self.label, excerpt(text))
    }

    /// Checks that its value is within its limits.
    ///
    /// # Errors
    /// A sentence with the limits and the value.
    pub fn check(&self, spec: &Spec) -> Result<(), String> {
        let value = match self.field {
            Field::Number(value, _) => *value(spec),
            Field::Integer(value, _) => f64::from(*value(spec)),
            Field::Flag(..) | Field::Choice(..) => return Ok(()),
            Field::List { check, .. } => return check(spec),
        };
        let (low, high) = self.kind.limits().unwrap_or_default();
        within_limits(self.label, value, low, high).map(drop)
    }

    fn number(&self, text: &str) -> Result<f64, String> {
        // Every numeric knob has limits.
        let (low, high) = self.kind.limits().unwrap_or_default();
        number(self.label, text, low, high)
    }

    /// The label of a value in the page's menu.
    pub fn label_of(&self, value: &str) -> String {
        let chosen = self.kind.options().find(|choice| choice.key == value);
        chosen.map_or(value, |choice| choice.label).to_string()
    }
}

impl fmt::Debug for Knob {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Knob").field("key", &self.key).field("kind", &self.kind).finish_non_exhaustive()
    }
}

/// The error of a spec that was built by hand and cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpecError {
    /// Which knob.
    pub knob: &'static str,
    /// What is wrong with its value, with its limits.
    pub why: String,
}

impl fmt::Display for SpecError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.knob, self.why)
    }
}

impl core::error::Error for SpecError {}

/// The value within the limits that is nearest to `text`; `None` if `text` is not a number.
pub(super) fn clamp_text(kind: &Kind, text: &str) -> Option<String> {
    let (value, (low, high)) = (parse(text)?, kind.limits()?);
    let within = value.clamp(low, high);
    Some(shortest(if matches!(kind, Kind::Integer { .. }) { libm::round(within) } else { within }))
}
