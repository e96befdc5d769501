//! The product of factors along the gradient's path: what layers, or time steps, multiply it by.

use super::{Figures, Frame};
use core::ops::Range;

/// The geometric mean of what the layers multiply the gradient by.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MeanFactor {
    /// ‖dz_k‖/‖dz_{k+1}‖.
    pub factor: f64,
    /// Its part from f′.
    pub f: f64,
    /// Its part from W.
    pub w: f64,
}

impl Frame<'_> {
    /// The mean factor over the interior layers: the first and the last have other fans. None before a whole backward
    /// pass, or with fewer than two hidden layers. Layers whose gradient is exactly 0 do not count.
    pub fn mean_factor(&self) -> Option<MeanFactor> {
        let hidden = self.place.stages - 1;
        self.mean_over(if hidden > 3 { 1..hidden - 2 } else { 0..hidden.saturating_sub(1) })
    }

    /// The mean factor over some stages, each with the stage above it.
    pub fn mean_over(&self, stages: Range<usize>) -> Option<MeanFactor> {
        let mean = |part: fn(&Figures) -> Option<f64>| {
            let factors = self.figures[stages.clone()].iter().filter_map(part).filter(|&f| f != 0.0);
            let (sum, count) = factors.fold((0.0, 0.0), |(sum, count), f| (sum + libm::log(f), count + 1.0));
            (count > 0.0).then(|| libm::exp(sum / count))
        };
        Some(MeanFactor { factor: mean(|f| f.factor)?, f: mean(|f| f.f_factor)?, w: mean(|f| f.w_factor)? })
    }

    /// Answers per example: several where time steps are answered one by one.
    pub fn answers_per_example(&self) -> usize {
        self.spec.sequence().map_or(1, |shape| shape.answers)
    }

    /// ‖dz_1‖/‖dz_L‖: the measured product from the last hidden layer down to the first. NaN if no gradient reaches the
    /// last one. None before a whole backward pass, or where there is no layer in between.
    ///
    /// It multiplies the factors of the layers, each of one batch: in the middle of a backward pass dz_L is newer than
    /// dz_1, and their ratio would mix two batches.
    pub fn whole_factor(&self) -> Option<f64> {
        // Where many time steps are answered, each receives a gradient of its own, and the ratio is not a product.
        if self.answers_per_example() > 1 {
            return None;
        }
        let last = self.place.stages.checked_sub(2).filter(|&last| last > 0)?;
        self.figures[0].d_z?;
        let times = |product: f64, figures: &Figures| match figures.factor {
            // Below a gradient that is exactly 0 there are no factors.
            _ if product == 0.0 => 0.0,
            factor => product * factor.unwrap_or(f64::NAN),
        };
        Some(self.figures[..last].iter().rev().fold(1.0, times))
    }

    /// ‖∂L/∂c_1‖/‖∂L/∂c_T‖, where the cell has a cell state c and gives one answer: in an LSTM the gradient may survive
    /// along c where ∂L/∂h vanishes. None where no gradient reaches c_T.
    pub fn along_c(&self) -> Option<f64> {
        self.whole_factor()?;
        let steps = &self.figures[..self.place.stages - 1];
        let ratio = steps.first()?.d_c?.l2 / steps.last()?.d_c?.l2;
        Some(ratio).filter(|ratio| ratio.is_finite())
    }
}
