//! Named choices: an enum, its keys, labels and one line of help each, said in one place.

/// One option of a named choice, as the page shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Key in links and JSON.
    pub key: &'static str,
    /// What the page's menu says.
    pub label: &'static str,
    /// One line: the formula, or what it is for.
    pub help: &'static str,
}

/// Declares an enum whose variants carry key, label and help; with a type after the name, each carries a description
/// of that type as well.
macro_rules! choices {
    ($(#[$outer:meta])* $name:ident: $described:ty {
        $($variant:ident $key:literal $label:literal $help:literal => $row:expr,)+
    }) => {
        $crate::spec::choices! { $(#[$outer])* $name { $($variant $key $label $help,)+ } }

        impl $name {
            /// The description of every one, in the order of the menu.
            pub const DESCRIPTIONS: &'static [$described] = &[$($row,)+];

            /// What sets it apart from the others.
            pub fn description(self) -> &'static $described { &Self::DESCRIPTIONS[self as usize] }
        }
    };
    ($(#[$outer:meta])* $name:ident { $($variant:ident $key:literal $label:literal $help:literal,)+ }) => {
        $(#[$outer])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $name { $(#[doc = $help] $variant,)+ }

        impl $name {
            /// Every one, in the order of the menu.
            pub const ALL: &'static [$name] = &[$($name::$variant,)+];
            /// Key, label and help of every one, in the same order.
            pub const CHOICES: &'static [$crate::spec::Choice] =
                &[$($crate::spec::Choice { key: $key, label: $label, help: $help },)+];

            /// Key, label and help.
            pub fn choice(self) -> &'static $crate::spec::Choice { &Self::CHOICES[self as usize] }
            /// One line of help: the formula or what it is for.
            pub fn help(self) -> &'static str { self.choice().help }
            /// Name in links, JSON and tests.
            pub fn key(self) -> &'static str { self.choice().key }
            /// The one of this name.
            pub fn from_key(key: &str) -> Option<$name> {
                Self::ALL.iter().copied().find(|one| one.key() == key)
            }
        }
    };
}
pub(crate) use choices;
