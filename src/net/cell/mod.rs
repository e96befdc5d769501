//! Recurrent cells: a time step is a stage, and what its backward pass needs is what the page paints.
//!
//! Each cell has one file, which holds its [`Description`] and its forward and backward functions. Everything else
//! iterates over the description.

mod about;
mod build;
mod diagram;
mod gru;
mod gru_pytorch;
mod lstm;
mod min_gru;
mod min_lstm;
mod part;
mod pass;
mod remedy;
mod rnn;
mod step;
mod sums;
mod unit;

pub use about::{Description, Kept, Recurrent, Start, Variant};
pub use diagram::{Diagram, Label, Spot};
pub use part::{Keeps, Map, Operand, Part, Read, Role, Rows, Space, Squash};
pub use remedy::{GRU_INSTEAD, LSTM_INSTEAD, RADIUS_ONE, RNN_INSTEAD, Remedy};
pub use step::{Cell, Reads};
pub use unit::{Number, Past, Terms, Unit, Wire, Wires};

pub(super) use pass::add;

use super::{Block, Parameters};
use crate::num::Real;
use crate::spec::{Cell as Kind, Spec};

/// Lists the cells, one line each. A cell's file holds `CELL`, `forward`, `backward` and `hand_back`.
macro_rules! cells {
    ($($kind:ident => $file:ident,)+) => {
        impl Description {
            /// The description of every cell, in the order of the menu; variants follow their cell.
            pub fn all() -> impl Iterator<Item = &'static Description> {
                [$(&$file::CELL,)+].into_iter().flat_map(|about| [Some(about), about.variant.map(|variant| variant.1)])
                    .flatten()
            }

            /// The description of a spec's cell; none for a network through depth.
            pub fn of(spec: &Spec) -> Option<&'static Description> {
                let about: &'static Description = match spec.cell {
                    $(Kind::$kind => &$file::CELL,)+
                    Kind::None => return None,
                };
                Some(about.variant.filter(|(applies, _)| applies(spec)).map_or(about, |(_, variant)| variant))
            }
        }

        impl Cell {
            /// Computes the blocks of a step.
            pub fn forward<R: Real>(&self, values: &[R], reads: Reads<R>, here: &mut [Block<R>]) {
                match self.kind {
                    $(Kind::$kind => $file::forward(self, values, reads, here),)+
                    Kind::None => {}
                }
            }

            /// Computes the gradients of the blocks from ∂L/∂h of this step (and ∂L/∂c), and adds those of the
            /// parameters to the arena's.
            pub fn backward<R: Real>(&self, parameters: &mut Parameters<R>, reads: Reads<R>, here: &mut [Block<R>]) {
                match self.kind {
                    $(Kind::$kind => $file::backward(self, parameters, reads, here),)+
                    Kind::None => {}
                }
            }

            /// Adds the gradients that this step sends to the states of the step before. Not called where
            /// backpropagation is cut.
            pub fn hand_back<R: Real>(&self, here: &[Block<R>], past: &mut [Block<R>]) {
                let (d_h, _) = self.d_read(here);
                if !d_h.is_empty() {
                    add(&mut past[here.len() - 1].d, d_h);
                }
                match self.kind {
                    $(Kind::$kind => $file::hand_back(here, past),)+
                    Kind::None => {}
                }
            }
        }
    };
}

cells! {
    Rnn => rnn,
    Lstm => lstm,
    Gru => gru,
    GruPytorch => gru_pytorch,
    MinGru => min_gru,
    MinLstm => min_lstm,
}
