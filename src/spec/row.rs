//! How a row of the table of knobs is written: by the type of the field it sets.

use super::knob::Knob;
pub(super) use crate::num::shortest;
use alloc::format;
use alloc::string::{String, ToString};

/// The parts that differ from knob to knob; the rest by the macros below.
macro_rules! knob {
    ($key:ident, $group:ident, $label:literal, $help:literal, $kind:expr, $read:expr, $write:expr) => {
        Knob {
            key: stringify!($key),
            group: Group::$group,
            label: $label,
            help: $help,
            kind: $kind,
            live: false,
            advanced: false,
            acts: (true, true),
            needs: None,
            read: $read,
            write: $write,
        }
    };
}

macro_rules! number {
    ($key:ident, $group:ident, $label:literal, $help:literal, $low:expr, $high:expr, $log:literal) => {
        knob!(
            $key,
            $group,
            $label,
            $help,
            Kind::Number { low: $low, high: $high, log: $log },
            |s| shortest(s.$key),
            |s, text| {
                s.$key = knob::number($label, text, $low, $high)?;
                Ok(())
            }
        )
    };
}

macro_rules! integer {
    ($key:ident, $group:ident, $label:literal, $help:literal, $low:expr, $high:expr) => {
        knob!(
            $key,
            $group,
            $label,
            $help,
            Kind::Integer { low: $low, high: $high },
            |s| s.$key.to_string(),
            |s, text| {
                s.$key = knob::integer($label, text, $low, $high)?;
                Ok(())
            }
        )
    };
}

macro_rules! choice {
    ($key:ident, $group:ident, $label:literal, $help:literal, $type:ident) => {
        knob!(
            $key,
            $group,
            $label,
            $help,
            Kind::Choice { options: $type::CHOICES, extra: None },
            |s| s.$key.key().to_string(),
            |s, text| {
                s.$key = $type::from_key(text).ok_or_else(|| unknown($label, text))?;
                Ok(())
            }
        )
    };
    ($key:ident, $group:ident, $label:literal, $help:literal, $type:ident, $none:ident) => {
        knob!(
            $key,
            $group,
            $label,
            $help,
            Kind::Choice { options: $type::CHOICES, extra: Some($none) },
            |s| s.$key.map_or($none.key, $type::key).to_string(),
            |s, text| {
                let chosen = $type::from_key(text);
                if chosen.is_none() && text != $none.key {
                    return Err(unknown($label, text));
                }
                s.$key = chosen;
                Ok(())
            }
        )
    };
}

macro_rules! flag {
    ($key:ident, $group:ident, $label:literal, $help:literal) => {
        knob!($key, $group, $label, $help, Kind::Flag, |s| on_off(s.$key), |s, text| {
            s.$key = knob::flag($label, text)?;
            Ok(())
        })
    };
}

macro_rules! entries {
    ($key:ident, $group:ident, $label:literal, $help:literal) => {
        knob!($key, $group, $label, $help, Kind::List, |s| list::write(&s.$key), |s, text| {
            s.$key = list::read($label, text)?;
            Ok(())
        })
    };
}

pub(super) use {choice, entries, flag, integer, knob, number};

pub(super) fn unknown(label: &str, text: &str) -> String {
    format!("{label} has no choice “{}”", super::knob::excerpt(text))
}

pub(super) fn on_off(flag: bool) -> String {
    if flag { "on" } else { "off" }.to_string()
}

/// The same knob, folded away at first.
pub(super) const fn advanced(knob: Knob) -> Knob {
    Knob { advanced: true, ..knob }
}

/// The same knob, for networks through depth alone.
pub(super) const fn depth(knob: Knob) -> Knob {
    Knob { acts: (true, false), ..knob }
}

/// The same knob, for networks through time alone.
pub(super) const fn time(knob: Knob) -> Knob {
    Knob { acts: (false, true), ..knob }
}

/// The same knob, acting on the running experiment.
pub(super) const fn live(knob: Knob) -> Knob {
    Knob { live: true, ..knob }
}

/// The same knob, shown only where another has one of these values.
pub(super) const fn needs(key: &'static str, values: &'static [&'static str], knob: Knob) -> Knob {
    Knob { needs: Some((key, values)), ..knob }
}
