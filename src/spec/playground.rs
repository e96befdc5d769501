//! A link of TensorFlow Playground (playground.tensorflow.org) as an experiment of this lab. Its address holds all
//! settings: `activation=tanh&batchSize=10&dataset=circle&networkShape=4,2&…`.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// What cannot be the same here.
const DIFFERS: &str = "This is a link of TensorFlow Playground, opened as its experiment here. Not the same: its seed \
    and weights, engineered inputs, and tanh at the output.";

type Pairs = Vec<(String, String)>;

/// The knobs of a link of TensorFlow Playground, and a sentence about it; none for any other text. Of its many keys
/// only those that make the experiment count.
pub(super) fn translated(pairs: &[(String, String)]) -> Option<(Pairs, String)> {
    let value = |key: &str| pairs.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str());
    let shape = value("networkShape")?;
    let mut knobs = Vec::new();
    let mut set = |key: &str, value: String| knobs.push((key.to_string(), value));
    let regression = value("problem") == Some("regression");
    let data = value(if regression { "regDataset" } else { "dataset" });
    let usual = if regression { "reg_plane" } else { "circle" };
    set("data", data.map_or(usual.into(), |data| data.replace('-', "_")));
    set("noise", percent(value("noise"), 0.0).to_string());
    // Playground has 500 points; a part of them, half by default, are for training.
    set("samples", crate::num::floor(500.0 * percent(value("percTrainData"), 50.0)).to_string());
    let widths: Vec<&str> = shape.split(',').filter(|width| !width.is_empty()).collect();
    set("hidden_layers", widths.len().to_string());
    if let Some((first, others)) = widths.split_first() {
        set("width", first.to_string());
        let other = |(n, width): (usize, &&str)| (width != first).then(|| format!("{}:{width}", n + 2));
        let others: Vec<String> = others.iter().enumerate().filter_map(other).collect();
        set("layer_width", others.join(","));
    }
    set("activation", value("activation").unwrap_or("tanh").replace("linear", "identity"));
    set("learning_rate", value("learningRate").unwrap_or("0.03").into());
    set("batch", value("batchSize").unwrap_or("10").into());
    if let Some(penalty @ ("L1" | "L2")) = value("regularization") {
        set(&penalty.to_ascii_lowercase(), value("regularizationRate").unwrap_or("0").into());
    }
    // Weights are drawn from ±½ and biases are 0.1, or the weights are 0; the error is squared.
    let start = if value("initZero") == Some("true") { "zeros" } else { "uniform" };
    set("init", start.into());
    set("output_init", start.into());
    set("init_scale", "0.5".into());
    set("bias", "0.1".into());
    set("loss", "mse".into());
    Some((knobs, DIFFERS.into()))
}

/// A number in percent as a fraction.
fn percent(text: Option<&str>, usual: f64) -> f64 {
    text.and_then(crate::num::parse).unwrap_or(usual) / 100.0
}
