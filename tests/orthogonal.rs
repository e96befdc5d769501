//! Orthogonal start weights.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/open.rs"]
mod open;

use gradient_lab::net::Network;
use gradient_lab::num::{Random, Stream};
use gradient_lab::spec::{Activation, Init, InitLayer};
use open::spec;

#[test]
fn orthogonal_weights_turn_and_do_not_stretch() {
    for (n_in, n_out) in [(40, 40), (64, 10), (2, 32), (1, 1), (1, 7)] {
        for gain in [1.0, 0.5] {
            let mut w = vec![f64::NAN; n_in * n_out];
            let how = InitLayer { activation: Activation::Tanh, scale: 1.0, gain };
            Init::Orthogonal.fill(&mut w, n_in, how, &mut Random::new(3, Stream::Init));
            let at = |o: usize, i: usize| w[o * n_in + i];
            let count = n_in.min(n_out);
            for j in 0..count {
                for k in 0..count {
                    let product: f64 = if n_out <= n_in {
                        (0..n_in).map(|i| at(j, i) * at(k, i)).sum()
                    } else {
                        (0..n_out).map(|o| at(o, j) * at(o, k)).sum()
                    };
                    let expected = if j == k { gain * gain } else { 0.0 };
                    assert!((product - expected).abs() < 1e-12, "{n_in}→{n_out}: ({j}, {k}) is {product}");
                }
            }
        }
    }
}

/// A network makes its matrices orthogonal two at a time. Three and one of them stand beside others of another shape.
#[test]
fn orthogonal_weights_do_not_depend_on_their_neighbors() {
    let text = "data=digits&hidden_layers=5&width=20&layer_width=1:9&init=orthogonal&gain=1.3&seed=5";
    let network: Network<f64> = Network::new(&spec(text), 64, 10, 4);
    let mut random = Random::new(5, Stream::Init);
    for (k, layer) in network.layers.iter().enumerate() {
        for linear in layer.linears() {
            let gain = if k == 5 { 1.0 } else { 1.3 };
            let how = InitLayer { activation: Activation::Sigmoid, scale: 1.0, gain };
            let mut alone = vec![0.0; linear.w.len()];
            Init::Orthogonal.fill(&mut alone, linear.inputs, how, &mut random);
            assert_eq!(network.parameters.values[linear.w.clone()], alone, "layer {}", k + 1);
        }
    }
}
