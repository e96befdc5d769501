//! Macros for the rows of the table of knobs, one for each type of field.

use super::Choice;
use super::knob::Knob;

/// The parts that every knob states itself; the macros below fill in the rest.
macro_rules! knob {
    ($key:ident, $group:ident, $label:literal, $help:literal, $kind:expr, $field:expr) => {
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
            field: $field,
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
            Field::Number(|s| &s.$key, |s| &mut s.$key)
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
            Field::Integer(|s| &s.$key, |s| &mut s.$key)
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
            Field::Choice(|s| s.$key as usize, |s, place| s.$key = $type::ALL[place])
        )
    };
    ($key:ident, $group:ident, $label:literal, $help:literal, $type:ident, $none:ident) => {
        knob!(
            $key,
            $group,
            $label,
            $help,
            Kind::Choice { options: $type::CHOICES, extra: Some($none) },
            Field::Choice(
                |s| s.$key.map_or(0, |chosen| chosen as usize + 1),
                |s, place| s.$key = place.checked_sub(1).map(|place| $type::ALL[place])
            )
        )
    };
}

macro_rules! flag {
    ($key:ident, $group:ident, $label:literal, $help:literal) => {
        knob!($key, $group, $label, $help, Kind::Flag, Field::Flag(|s| &s.$key, |s| &mut s.$key))
    };
}

macro_rules! entries {
    ($key:ident, $group:ident, $label:literal, $help:literal) => {
        knob!(
            $key,
            $group,
            $label,
            $help,
            Kind::List,
            Field::List {
                read: |s| list::write(&s.$key),
                write: |s, text| {
                    s.$key = list::read($label, text)?;
                    Ok(())
                },
                check: |s| list::check($label, &s.$key),
            }
        )
    };
}

/// The keys of those options of a named choice whose description lists this knob.
macro_rules! takers {
    ($type:ident, $knob:ident) => {{
        const TAKES: [bool; $type::ALL.len()] = {
            let mut takes = [false; $type::ALL.len()];
            let mut n = 0;
            while n < takes.len() {
                takes[n] = lists($type::DESCRIPTIONS[n].knobs, stringify!($knob));
                n += 1;
            }
            takes
        };
        const KEYS: [&str; count(&TAKES)] = keys($type::CHOICES, &TAKES);
        &KEYS
    }};
}

/// The keys of all options of a named choice but the first, which stands for none.
macro_rules! any {
    ($type:ident) => {{
        const KEYS: [&str; $type::ALL.len() - 1] = {
            let mut marked = [true; $type::ALL.len()];
            marked[0] = false;
            keys($type::CHOICES, &marked)
        };
        &KEYS
    }};
}

pub(super) use {any, choice, entries, flag, integer, knob, number, takers};

/// Whether a list of keys contains this one. Constants cannot compare strings with `==`.
pub(super) const fn lists(keys: &[&str], key: &str) -> bool {
    let mut n = 0;
    while n < keys.len() {
        if same(keys[n].as_bytes(), key.as_bytes()) {
            return true;
        }
        n += 1;
    }
    false
}

const fn same(a: &[u8], b: &[u8]) -> bool {
    let mut n = 0;
    while n < a.len() && n < b.len() && a[n] == b[n] {
        n += 1;
    }
    n == a.len() && n == b.len()
}

/// The number of true entries.
pub(super) const fn count(flags: &[bool]) -> usize {
    let (mut total, mut n) = (0, 0);
    while n < flags.len() {
        total += flags[n] as usize;
        n += 1;
    }
    total
}

/// The keys of the marked options; `N` is their number.
pub(super) const fn keys<const N: usize>(options: &[Choice], marked: &[bool]) -> [&'static str; N] {
    let (mut keys, mut found, mut n) = ([""; N], 0, 0);
    while n < options.len() {
        if marked[n] {
            keys[found] = options[n].key;
            found += 1;
        }
        n += 1;
    }
    keys
}

/// The same knob, shown only under "more".
pub(super) const fn advanced(knob: Knob) -> Knob {
    Knob { advanced: true, ..knob }
}

/// The same knob, for networks through depth only.
pub(super) const fn depth(knob: Knob) -> Knob {
    Knob { acts: (true, false), ..knob }
}

/// The same knob, for networks through time only.
pub(super) const fn time(knob: Knob) -> Knob {
    Knob { acts: (false, true), ..knob }
}

/// The same knob, acting on the running experiment.
pub(super) const fn live(knob: Knob) -> Knob {
    Knob { live: true, ..knob }
}

/// The same knob, shown only if another knob has one of these values.
pub(super) const fn needs(key: &'static str, values: &'static [&'static str], knob: Knob) -> Knob {
    Knob { needs: Some((key, values)), ..knob }
}
