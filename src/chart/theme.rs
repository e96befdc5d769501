//! The two themes of a picture: light and dark.

use super::colour::Rgb;

/// What a line means, which decides its color. Only two colors have a meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Signal going up, and anything positive: blue.
    Signal,
    /// Gradient coming down, and anything negative: orange.
    Gradient,
    /// Neither of the two: as dark as text.
    Ink,
    /// A line to compare with: as light as a label.
    Muted,
}

/// Background, text colors and the two meaningful colors of the light or the dark page, as in `www/style/base.css`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Theme {
    /// Whether the background is dark. Color maps then have a dark center, too: a white one would look like a large
    /// value.
    pub dark: bool,
    /// The background.
    pub paper: Rgb,
    /// Titles, and marks that must be seen.
    pub ink: Rgb,
    /// Labels of axes and guides.
    pub muted: Rgb,
    /// Grid lines, hardly visible.
    pub hairline: Rgb,
    /// Blue.
    pub signal: Rgb,
    /// Orange, dark enough on light paper to set a label in (contrast 4.5).
    pub gradient: Rgb,
}

impl Theme {
    /// Dark ink on quiet paper.
    pub const fn light() -> Theme {
        Theme {
            dark: false,
            paper: Rgb::hex(0xfbfaf8),
            ink: Rgb::hex(0x1b2233),
            muted: Rgb::hex(0x5a6275),
            hairline: Rgb::hex(0xe6e2db),
            signal: Rgb::hex(0x2f6db5),
            gradient: Rgb::hex(0xb04f0c),
        }
    }

    /// Light ink on dark paper.
    pub const fn dark() -> Theme {
        Theme {
            dark: true,
            paper: Rgb::hex(0x14161c),
            ink: Rgb::hex(0xebe8e2),
            muted: Rgb::hex(0xa2a9b8),
            hairline: Rgb::hex(0x2c303a),
            signal: Rgb::hex(0x79aef0),
            gradient: Rgb::hex(0xf0924a),
        }
    }

    /// The dark theme or the light one.
    pub const fn of(dark: bool) -> Theme {
        if dark { Theme::dark() } else { Theme::light() }
    }

    /// The color of a role.
    pub const fn colour(&self, role: Role) -> Rgb {
        match role {
            Role::Signal => self.signal,
            Role::Gradient => self.gradient,
            Role::Ink => self.ink,
            Role::Muted => self.muted,
        }
    }
}
