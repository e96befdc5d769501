//! Burn for the bench: `make` builds a network for fixed batches of data, `steps(count)` runs plain SGD, on one of
//! Burn's two CPU backends, `flex` or `ndarray`.

use burn::module::Module;
use burn::nn::gru::{Gru, GruConfig};
use burn::nn::loss::{CrossEntropyLossConfig, MseLoss, Reduction};
use burn::nn::{Initializer, Linear, LinearConfig, Lstm, LstmConfig};
use burn::optim::{GradientsParams, ModuleOptimizer, SgdConfig};
use burn::tensor::{Device, Int, Tensor, TensorData, activation};
use wasm_bindgen::prelude::wasm_bindgen;

#[derive(Module, Debug)]
struct Net {
    lstm: Option<Lstm>,
    gru: Option<Gru>,
    layers: Vec<Linear>,
}

/// The inputs of a batch, and its answers: numbers, or classes.
enum Input {
    Rows(Tensor<2>),
    Sequences(Tensor<3>),
}
enum Answer {
    Numbers(Tensor<2>),
    Classes(Tensor<1, Int>),
}

/// A network with its optimizer and its batches.
#[wasm_bindgen]
pub struct Peer {
    net: Option<Net>,
    activation: String,
    rate: f64,
    optimizer: ModuleOptimizer,
    batches: Vec<(Input, Answer)>,
    taken: usize,
}

#[wasm_bindgen]
impl Peer {
    /// `sizes` are the units of every layer; with a cell, its inputs, its units and the outputs. `x` holds
    /// examples in rows, `y` targets in rows (one-hot for softmax).
    #[allow(clippy::too_many_arguments, deprecated)] // ndarray goes with a later release; it is still what many use
    pub fn make(
        cell: &str,
        sizes: &[usize],
        activation: &str,
        softmax: bool,
        rate: f64,
        batch: usize,
        x: &[f32],
        y: &[f32],
        backend: &str,
    ) -> Peer {
        let device = if backend == "flex" { Device::flex() } else { Device::ndarray() }.autodiff();
        let lstm = (cell == "lstm").then(|| LstmConfig::new(sizes[0], sizes[1], true).init(&device));
        let gru = (cell == "gru").then(|| GruConfig::new(sizes[0], sizes[1], true).init(&device));
        let (timed, dense) = if cell.is_empty() { (false, sizes) } else { (true, &sizes[1..]) };
        // He's weights for ReLU, as in the lab: with Burn's smaller ones ten layers learn nothing for a long time.
        let start = Initializer::KaimingUniform { gain: core::f64::consts::SQRT_2, fan_out_only: false };
        let map = |ends: &[usize]| match LinearConfig::new(ends[0], ends[1]) {
            map if activation == "relu" => map.with_initializer(start.clone()),
            map => map,
        };
        let layers = dense.windows(2).map(|ends| map(ends).init(&device)).collect();
        let outputs = sizes[sizes.len() - 1];
        let features = x.len() * outputs / y.len();
        let input = |rows: &[f32]| {
            let rows = rows.to_vec();
            if timed {
                let shape = [batch, features / sizes[0], sizes[0]];
                Input::Sequences(Tensor::from_data(TensorData::new(rows, shape), &device))
            } else {
                Input::Rows(Tensor::from_data(TensorData::new(rows, [batch, features]), &device))
            }
        };
        let answer = |rows: &[f32]| {
            if !softmax {
                return Answer::Numbers(Tensor::from_data(TensorData::new(rows.to_vec(), [batch, outputs]), &device));
            }
            let class = |row: &[f32]| row.iter().position(|&y| y == 1.0).unwrap_or(0) as i32;
            let classes: Vec<i32> = rows.chunks_exact(outputs).map(class).collect();
            Answer::Classes(Tensor::from_data(TensorData::new(classes, [batch]), &device))
        };
        let pairs = x.chunks_exact(batch * features).zip(y.chunks_exact(batch * outputs));
        let (batches, net) = (pairs.map(|(x, y)| (input(x), answer(y))).collect(), Some(Net { lstm, gru, layers }));
        Peer { net, activation: activation.into(), rate, optimizer: SgdConfig::new().init(), batches, taken: 0 }
    }

    /// Runs `count` steps, and returns the loss of the last.
    pub fn steps(&mut self, count: usize) -> f32 {
        let mut last = f32::NAN;
        for step in 1..=count {
            // Only the last loss is read: Burn need not wait for the others.
            last = self.step(step == count);
        }
        last
    }
}

impl Peer {
    fn step(&mut self, read: bool) -> f32 {
        let (input, answer) = &self.batches[self.taken % self.batches.len()];
        self.taken += 1;
        let net = self.net.take().expect("every step puts it back");
        let output = forward(&net, &self.activation, input);
        let loss = match answer {
            Answer::Classes(y) => CrossEntropyLossConfig::new().init(&output.device()).forward(output, y.clone()),
            Answer::Numbers(y) => MseLoss::new().forward(output, y.clone(), Reduction::Mean),
        };
        let value = if read { loss.clone().into_scalar::<f32>() } else { f32::NAN };
        let grads = GradientsParams::from_grads(loss.backward(), &net);
        self.net = Some(self.optimizer.step(self.rate, net, grads));
        value
    }
}

fn forward(net: &Net, activation: &str, input: &Input) -> Tensor<2> {
    let mut h = match (input, &net.lstm, &net.gru) {
        (Input::Rows(x), ..) => x.clone(),
        (Input::Sequences(x), Some(cell), _) => cell.forward(x.clone(), None).1.hidden,
        (Input::Sequences(x), _, cell) => {
            let all = cell.as_ref().expect("a sequence has a cell").forward(x.clone(), None);
            let [batch, steps, units] = all.dims();
            all.slice([0..batch, steps - 1..steps, 0..units]).reshape([batch, units])
        }
    };
    for (k, layer) in net.layers.iter().enumerate() {
        h = layer.forward(h);
        if k + 1 < net.layers.len() {
            h = match activation {
                "tanh" => activation::tanh(h),
                "sigmoid" => activation::sigmoid(h),
                _ => activation::relu(h),
            };
        }
    }
    h
}
