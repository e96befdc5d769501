//! Candle for the bench: `make` builds a network for fixed batches of data, `steps(count)` runs plain SGD.

use candle_core::{Device, Error, Module, Result, Tensor};
use candle_nn::rnn::{GRU, GRUConfig, LSTM, LSTMConfig, RNN, gru, lstm};
use candle_nn::{Linear, Optimizer, SGD, VarBuilder, VarMap, linear, loss, ops};
use wasm_bindgen::prelude::{JsError, wasm_bindgen};

enum Cell {
    None,
    Lstm(LSTM),
    Gru(GRU),
}

/// A network with its optimizer and its batches.
#[wasm_bindgen]
pub struct Peer {
    cell: Cell,
    layers: Vec<Linear>,
    activation: String,
    softmax: bool,
    optimizer: SGD,
    batches: Vec<(Tensor, Tensor)>,
    taken: usize,
}

#[wasm_bindgen]
impl Peer {
    /// `sizes` are the units of every layer; with a cell, its inputs, its units and the outputs. `x` holds
    /// examples in rows, `y` targets in rows (one-hot for softmax).
    #[allow(clippy::too_many_arguments)]
    pub fn make(
        cell: &str,
        sizes: &[usize],
        activation: &str,
        softmax: bool,
        rate: f64,
        batch: usize,
        x: &[f32],
        y: &[f32],
    ) -> std::result::Result<Peer, JsError> {
        let made = || -> Result<Peer> {
            let device = Device::Cpu;
            let variables = VarMap::new();
            let builder = VarBuilder::from_varmap(&variables, candle_core::DType::F32, &device);
            let r = builder.pp("cell");
            let cell = match cell {
                "lstm" => Cell::Lstm(lstm(sizes[0], sizes[1], LSTMConfig::default(), r)?),
                "gru" => Cell::Gru(gru(sizes[0], sizes[1], GRUConfig::default(), r)?),
                _ => Cell::None,
            };
            let dense = if matches!(cell, Cell::None) { sizes } else { &sizes[1..] };
            let layer = |(k, ends): (usize, &[usize])| linear(ends[0], ends[1], builder.pp(format!("layer{k}")));
            let layers = dense.windows(2).enumerate().map(layer).collect::<Result<_>>()?;
            let outputs = sizes[sizes.len() - 1];
            let features = x.len() * outputs / y.len();
            let shape = |rows: &[f32]| match cell {
                Cell::None => Tensor::from_slice(rows, (batch, features), &device),
                _ => Tensor::from_slice(rows, (batch, features / sizes[0], sizes[0]), &device),
            };
            let target = |rows: &[f32]| {
                let target = Tensor::from_slice(rows, (batch, outputs), &device)?;
                if softmax { target.argmax(1) } else { Ok(target) }
            };
            let pairs = x.chunks_exact(batch * features).zip(y.chunks_exact(batch * outputs));
            let batches = pairs.map(|(x, y)| Ok((shape(x)?, target(y)?))).collect::<Result<_>>()?;
            let optimizer = SGD::new(variables.all_vars(), rate)?;
            Ok(Peer { cell, layers, activation: activation.into(), softmax, optimizer, batches, taken: 0 })
        };
        made().map_err(spoken)
    }

    /// Runs `count` steps, and returns the loss of the last.
    pub fn steps(&mut self, count: usize) -> std::result::Result<f32, JsError> {
        let mut last = f32::NAN;
        for _ in 0..count {
            last = self.step().map_err(spoken)?;
        }
        Ok(last)
    }
}

impl Peer {
    fn step(&mut self) -> Result<f32> {
        let (x, y) = &self.batches[self.taken % self.batches.len()];
        self.taken += 1;
        let mut h = match &self.cell {
            Cell::None => x.clone(),
            Cell::Lstm(cell) => cell.seq(x)?.pop().expect("a sequence has steps").h,
            Cell::Gru(cell) => cell.seq(x)?.pop().expect("a sequence has steps").h,
        };
        for (k, layer) in self.layers.iter().enumerate() {
            h = layer.forward(&h)?;
            if k + 1 < self.layers.len() {
                h = match self.activation.as_str() {
                    "tanh" => h.tanh()?,
                    "sigmoid" => ops::sigmoid(&h)?,
                    _ => h.relu()?,
                };
            }
        }
        let loss = if self.softmax { loss::cross_entropy(&h, y)? } else { loss::mse(&h, y)? };
        self.optimizer.backward_step(&loss)?;
        loss.to_scalar()
    }
}

fn spoken(why: Error) -> JsError {
    JsError::new(&why.to_string())
}
