//! Named choices: declares an enum together with a key, a label and one line of help for each variant.

/// One option of a named choice, as the page shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Key in links and JSON.
    pub key: &'static str,
    /// Label in the page's menu.
    pub label: &'static str,
    /// One line of help: the formula or the purpose.
    pub help: &'static str,
}

/// Declares an enum whose variants have key, label and help. With a type after the name, each also has a description of
/// that type.
macro_rules! choices {
    ($(#[$outer:meta])* $name:ident: $described:ty {
        $($variant:ident $key:literal $label:literal $help:literal => $row:expr,)+
    }) => {
        $crate::spec::choices! { $(#[$outer])* $name { $($variant $key $label $help,)+ } }

        impl $name {
            /// The descriptions of all variants, in the order of the menu.
            pub const DESCRIPTIONS: &'static [$described] = &[$($row,)+];

            /// The description of this variant.
            pub fn description(self) -> &'static $described { &Self::DESCRIPTIONS[self as usize] }
        }
    };
    ($(#[$outer:meta])* $name:ident { $($variant:ident $key:literal $label:literal $help:literal,)+ }) => {
        $(#[$outer])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $name { $(#[doc = $help] $variant,)+ }

        impl $name {
            /// All variants, in the order of the menu.
            pub const ALL: &'static [$name] = &[$($name::$variant,)+];
            /// Key, label and help of all variants, in the same order.
            pub const CHOICES: &'static [$crate::spec::Choice] =
                &[$($crate::spec::Choice { key: $key, label: $label, help: $help },)+];

            /// Key, label and help.
            pub fn choice(self) -> &'static $crate::spec::Choice { &Self::CHOICES[self as usize] }
            /// One line of help: the formula or the purpose.
            pub fn help(self) -> &'static str { self.choice().help }
            /// Name in links, JSON and tests.
            pub fn key(self) -> &'static str { self.choice().key }
            /// The variant with this key.
            pub fn from_key(key: &str) -> Option<$name> {
                Self::ALL.iter().copied().find(|one| one.key() == key)
            }
        }
    };
}
pub(crate) use choices;
