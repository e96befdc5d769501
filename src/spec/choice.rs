//! Named choices: an enum, its keys, labels and one line of help each, said in one place.

/// One option of a named choice, as the page shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Key in links and JSON.
    pub key: &'static str,
    /// What the page's menu says.
    pub label: &'static str,
    /// One line: the formula or what it is for. Empty in the page's modules, see [`help`].
    pub help: &'static str,
}

impl Choice {
    /// Where this name stands.
    pub(crate) fn position(keys: &[&str], key: &str) -> Option<usize> {
        keys.iter().position(|name| *name == key)
    }

    /// Its line of help; in the page's modules its key, by which the page finds that line in the catalogue.
    pub(crate) fn formula(&self) -> &'static str {
        if IN_THE_PAGE { self.key } else { self.help }
    }
}

/// Words of help, which the page's modules do without: they are in the catalogue, a file that the page fetches once for
/// both of them.
pub(crate) const fn help(words: &'static str) -> &'static str {
    if IN_THE_PAGE { "" } else { words }
}

/// Whether this is one of the page's modules.
pub(super) const IN_THE_PAGE: bool = cfg!(all(target_arch = "wasm32", feature = "web"));

/// Declares an enum whose variants carry key, label and help.
macro_rules! choices {
    ($(#[$outer:meta])* $name:ident { $($variant:ident $key:literal $label:literal $help:literal,)+ }) => {
        $(#[$outer])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $name { $(#[doc = $help] $variant,)+ }

        impl $name {
            /// Every one, in the order of the menu.
            pub const ALL: &'static [$name] = &[$($name::$variant,)+];
            /// Key, label and help of every one, in the same order.
            pub const CHOICES: &'static [$crate::spec::Choice] =
                &[$($crate::spec::Choice { key: $key, label: $label, help: $crate::spec::help($help) },)+];
            // Apart too, so that what the page's modules never ask for is not in them.
            const KEYS: &'static [&'static str] = &[$($key,)+];

            /// Key, label and help.
            pub fn choice(self) -> &'static $crate::spec::Choice { &Self::CHOICES[self as usize] }
            /// One line of help: the formula or what it is for.
            pub fn help(self) -> &'static str { self.choice().help }
            /// Name in links, JSON and tests.
            pub fn key(self) -> &'static str { Self::KEYS[self as usize] }
            /// The one of this name.
            pub fn from_key(key: &str) -> Option<$name> {
                $crate::spec::Choice::position(Self::KEYS, key).map(|place| Self::ALL[place])
            }
        }
    };
}
pub(crate) use choices;
