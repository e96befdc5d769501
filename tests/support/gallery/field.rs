//! Where the parts of a picture are: a field of 300 × 110, parted among the runs.

pub const WIDTH: f64 = 300.0;
pub const TOP: f64 = 13.0;
pub const GROUND: f64 = 97.0;
const SIDE: f64 = 17.0;
/// Between the parts of two runs.
const GAP: f64 = 24.0;

/// The place of one run.
#[derive(Clone, Copy)]
pub struct Field {
    pub left: f64,
    pub width: f64,
}

impl Field {
    /// The whole picture.
    pub fn whole() -> Field {
        Field { left: SIDE, width: WIDTH - 2.0 * SIDE }
    }

    /// Side by side.
    pub fn parted(count: usize) -> Vec<Field> {
        let whole = Field::whole();
        let width = (whole.width - GAP * (count as f64 - 1.0)) / count as f64;
        (0..count).map(|n| Field { left: whole.left + n as f64 * (width + GAP), width }).collect()
    }

    pub fn x(&self, share: f64) -> f64 {
        self.left + share * self.width
    }

    /// The height at a share of the field, from the ground (0) to the top (1).
    pub fn y(share: f64) -> f64 {
        GROUND - share * (GROUND - TOP)
    }
}
