//! E, F, G at the start: what norms, dropout, orthogonal weights and skips do to the gradient before anything is
//! trained.

use crate::seeds::{
    at_init, d_z_ratio, geometric_mean, l2, mean, range, report, seeds, singular_values, within_factor,
};
use gradient_lab::num::{Norm, Real};
use gradient_lab::session::Session;

/// Factor per layer, between the second hidden layer and the last but one: the ends have other fans.
fn per_layer<R: Real>(session: &Session<R>) -> f64 {
    let last = session.trainer().spec.hidden_layers as usize - 1;
    d_z_ratio(session, 2, last).powf(1.0 / (last - 2) as f64)
}

fn factors(text: &str) -> Vec<f64> {
    seeds(10, |seed| per_layer(&at_init::<f64>(text, seed)))
}

/// Singular values of W_L·…·W₁, the largest first.
fn spectrum(session: &Session<f64>) -> Vec<f64> {
    let (network, size) = (&session.trainer().network, session.trainer().spec.width as usize);
    let values = &network.parameters.values;
    let mut product: Vec<f64> = (0..size * size).map(|n| f64::from(u8::from(n / size == n % size))).collect();
    for w in network.layers[..network.last()].iter().flat_map(|layer| layer.weights()) {
        let (w, below) = (&values[w], product.clone());
        for (n, entry) in product.iter_mut().enumerate() {
            *entry = (0..size).map(|i| w[n / size * size + i] * below[i * size + n % size]).sum();
        }
    }
    singular_values(product, size)
}

#[test]
fn saxe_orthogonal_matrices_keep_every_direction() {
    let flatness = |text: &str| {
        let ratios = seeds(10, |seed| {
            let values = spectrum(&at_init::<f64>(&format!("preset=SAXE&{text}"), seed));
            values[values.len() - 1] / values[0]
        });
        report(&format!("SAXE {text}, smallest over largest singular value"), &ratios);
        ratios
    };
    for layers in [1, 10, 30] {
        let ratios = flatness(&format!("hidden_layers={layers}"));
        assert!(ratios.iter().all(|ratio| (ratio - 1.0).abs() < 1e-12), "orthogonal: {ratios:?}");
    }
    let one = flatness("init=lecun_normal&hidden_layers=1");
    assert!(within_factor(geometric_mean(&one), 6e-3, 5.0), "(6e-3)");
    let ten = flatness("init=lecun_normal&hidden_layers=10");
    assert!(geometric_mean(&ten) < 1e-10, "(2e-13)");
    // Below this a double has no digits left beside the largest.
    assert!(range(&flatness("init=lecun_normal&hidden_layers=30")).1 < 1e-14);
    let session = at_init::<f64>("preset=SAXE", 1);
    for figures in &session.figures()[..30] {
        assert!((figures.factor.expect("measured") - 1.0).abs() < 1e-12, "what the page shows: {figures:?}");
    }
}

#[test]
#[ignore = "slow: cargo xtask test runs it"]
fn drop_makes_the_gradient_grow() {
    for (variation, expected) in [
        ("dropout=0", 1.0),
        ("dropout=0.2", 1.118),
        ("dropout=0.5", std::f64::consts::SQRT_2),
        ("dropout=0.2&gain=0.894427191", 1.0),
        ("dropout=0.5&gain=0.707106781", 1.0),
        // Vanishing, if a third less quickly.
        ("activation=sigmoid&init=xavier_normal&dropout=0", 0.235),
        ("activation=sigmoid&init=xavier_normal&dropout=0.2", 0.260),
        ("activation=sigmoid&init=xavier_normal&dropout=0.5", 0.317),
    ] {
        let mean = report(
            &format!("DROP {variation}, factor per layer ({expected:.3})"),
            &factors(&format!("preset=DROP-HE&{variation}")),
        );
        assert!(within_factor(mean, expected, 1.03));
    }
}

#[test]
fn bn_x_batch_norm_makes_gradients_explode() {
    let theory = (std::f64::consts::PI / (std::f64::consts::PI - 1.0)).sqrt();
    let relu = factors("preset=BN-X");
    report(&format!("BN-X ReLU, factor per layer (1.21, theory {theory:.4})"), &relu);
    assert!(relu.iter().all(|factor| (1.17..1.25).contains(factor)) && within_factor(mean(&relu), theory, 1.02));
    let over = seeds(10, |seed| d_z_ratio(&at_init::<f64>("preset=BN-X", seed), 1, 30));
    assert!(within_factor(report("BN-X ReLU, layer 1 over 30 (260)", &over), 260.0, 2.0));
    for (variation, expected) in [
        ("samples=32", 1.238),
        ("activation=tanh&init=xavier_normal", 1.105),
        ("activation=sigmoid&init=xavier_normal", 1.030),
        ("activation=identity&init=xavier_normal", 1.003),
    ] {
        let mean = report(
            &format!("BN-X {variation}, factor per layer ({expected})"),
            &factors(&format!("preset=BN-X&{variation}")),
        );
        assert!(within_factor(mean, expected, 1.02));
    }
    let without = factors("preset=BN-X&norm=none");
    report("BN-X without the norm", &without);
    assert!(range(&without).1 < 1.05 && range(&without).0 > 0.95);
}

#[test]
fn kumar_softens_the_decay() {
    let start = "data=circles&samples=128&sampling=full";
    let slopes = factors(&format!("preset=KUMAR&init=kumar&{start}"));
    let mean = report("KUMAR factor per layer (0.555, 0.48..0.66, theory 0.595)", &slopes);
    assert!(within_factor(mean, 0.555, 1.1) && slopes.iter().all(|slope| (0.45..0.70).contains(slope)));
    let d_w = |text: &str| {
        seeds(10, |seed| {
            let session = at_init::<f64>(text, seed);
            l2(&session, 1, |f| f.d_w) / l2(&session, 10, |f| f.d_w)
        })
    };
    let kumar = report("KUMAR dL/dW layer 1 over 10 (5.8e-4)", &d_w(&format!("preset=KUMAR&init=kumar&{start}")));
    let xavier = report("Xavier, the same (4e-7)", &d_w(&format!("preset=KUMAR&init=xavier_normal&{start}")));
    assert!(within_factor(kumar, 5.8e-4, 5.0) && kumar > 100.0 * xavier);
}

#[test]
fn xav_keeps_tanh_and_loses_sigmoid() {
    let start = "data=circles&samples=128&sampling=full";
    let sigmoid = factors(&format!("preset=XAV&{start}"));
    let tanh = factors(&format!("preset=XAV&activation=tanh&{start}"));
    report("XAV sigmoid, factor per layer (0.233)", &sigmoid);
    report("XAV tanh, factor per layer", &tanh);
    assert!(range(&sigmoid).1 < 0.29 && range(&tanh).0 > 0.8 && range(&tanh).1 < 1.1);
}

/// ‖gradient at what f is applied to, in the branch‖, first block over last. In the report's block that is ∂L/∂z.
fn branch_ratio(text: &str) -> Vec<f64> {
    seeds(10, |seed| {
        let session = at_init::<f64>(text, seed);
        let network = &session.trainer().network;
        let norm = |k: usize| {
            let (f, _) = network.layers[k].activates().next().expect("an activation");
            Norm::of(&network.stages[k].blocks[f - 1].d).l2
        };
        norm(0) / norm(network.last() - 1)
    })
}

#[test]
#[ignore = "slow: cargo xtask test runs it"]
fn res_sig_a_skip_alone_bounds_nothing() {
    for (variation, expected, factor) in [
        ("skip=plain", 0.64, 3.0),
        ("skip=plain&activation=tanh&init=lecun_normal&gain=0.9", 1.4e-3, 3.0),
        ("skip=plain&activation=sigmoid&init=xavier_normal", 1.0e-31, 3.0),
        ("init=xavier_normal", 1.5e5, 4.0),
        ("init=he_normal", 3.3e8, 4.0),
        ("activation=sigmoid&init=xavier_normal", 2.6e-26, 4.0),
        ("activation=tanh&init=lecun_normal&gain=0.9", 7.9, 2.0),
        ("branch_scale=depth", 1.03, 1.5),
        ("skip=identity&activation=tanh&init=xavier_normal", 74.0, 2.0),
        ("skip=identity", 3.4e10, 4.0),
        ("skip=identity&branch_scale=depth", 4.6, 2.0),
        ("skip=identity&norm=batch", 9.5, 2.0),
        ("skip=identity&activation=sigmoid&init=xavier_normal", 5.7, 2.0),
    ] {
        let ratios = branch_ratio(&format!("preset=RES-SIG&{variation}"));
        let mean = report(&format!("RES-SIG {variation}, block 1 over 50 ({expected:e})"), &ratios);
        assert!(within_factor(mean, expected, factor));
    }
    let per_block = factors("preset=RES-SIG");
    assert!(within_factor(report("RES-SIG He, factor per block (1.49)", &per_block), 1.49, 1.05));
}

/// How alike the slopes ∂y/∂x of neighbouring inputs are: autocorrelation at lag 1.
fn alike(text: &str) -> Vec<f64> {
    seeds(10, |seed| {
        let slopes = at_init::<f64>(text, seed).trainer().network.input_gradient();
        assert_eq!(slopes.len(), 256);
        let middle = mean(&slopes);
        let product = |pair: &[f64]| (pair[0] - middle) * (pair[1] - middle);
        slopes.windows(2).map(product).sum::<f64>() / slopes.iter().map(|slope| (slope - middle).powi(2)).sum::<f64>()
    })
}

#[test]
#[ignore = "slow: cargo xtask test runs it"]
fn shatter_neighbouring_slopes_have_nothing_in_common() {
    let measure = |variation: &str, expected: f64| {
        let alike = alike(&format!("preset=SHATTER&{variation}"));
        let ((low, high), mean) = (range(&alike), mean(&alike));
        println!("SHATTER {variation}: {mean:.3} ({low:.3}..{high:.3}), measured before: {expected}");
        alike
    };
    assert!(mean(&measure("hidden_layers=2", 0.94)) > 0.85);
    let ten = mean(&measure("hidden_layers=10", 0.17));
    assert!((0.0..0.4).contains(&ten));
    assert!(range(&measure("hidden_layers=24", -0.03)).1 < 0.2);
    assert!(range(&measure("hidden_layers=50", -0.01)).1 < 0.2);
    assert!(range(&measure("hidden_layers=50&skip=identity", 0.85)).0 > 0.7);
    // What shatters here is the norm: with He alone and small biases neighbours stay alike.
    assert!(mean(&measure("norm=none&bias=0.1", 0.82)) > 0.5);
}
