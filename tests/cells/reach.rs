//! How far back a last state can be reached.

use super::{cells, session, step};
use gradient_lab::probe::{Reach, spectral_radius};

const LINEAR: &str = "cell=rnn&data=noise_sequence&features=2&activation=identity&recurrent_init=orthogonal&batch=3";

#[test]
fn a_linear_orthogonal_rnn_reaches_by_powers() {
    // More units than go through together, a whole number of times and not.
    for width in [1, 3, 16, 20, 33] {
        for (rho, half) in [(0.9f64, Some(7)), (0.5, Some(1)), (0.4, Some(1)), (1.0, None), (1.1, None)] {
            let session = session::<f64>(
                &format!("{LINEAR}&length=30&width={width}&recurrent_gain={rho}&learning_rate=0.000001"),
                0,
            );
            let mut session = session;
            session.advance();
            let run = &session.frame();
            let reach =
                Reach::of(&session.trainer().network, &session.trainer().spec, 1).expect("a network through time");
            assert_eq!((reach.size, reach.jacobians.len()), (width, 31));
            for (t, (whole, largest)) in reach.curve().norms.into_iter().zip(reach.spectral()).enumerate() {
                let power = rho.powi(30 - t as i32);
                assert!((whole / (power * (width as f64).sqrt()) - 1.0).abs() < 1e-9, "{width} {rho} {t}: {whole}");
                assert!((largest / power - 1.0).abs() < 1e-9, "{width} {rho} {t}: {largest}");
            }
            assert_eq!(reach.curve().half_life(), half, "{width} {rho}");
            let (name, radius) = run.recurrent_radius().expect("a plain RNN");
            assert_eq!(name, "W");
            assert!((radius / rho - 1.0).abs() < 1e-3, "{width}: {radius} for {rho}");
        }
    }
}

/// ∂s_T/∂s_t against differences: of an LSTM c is moved with h as it was, of the others h.
#[test]
fn the_jacobian_is_what_differences_say() {
    for cell in cells() {
        let text = format!("{cell}&data=adding&length=5&width=3&batch=4&init=lecun_normal&gain=1.5");
        let mut session = session::<f64>(&text, 1);
        session.advance();
        let network = session.trainer().network.clone();
        let cell = network.layers[0].cells()[0].clone();
        let reach = Reach::of(&network, &session.trainer().spec, 2).expect("a network through time");
        let x: Vec<f64> = network.x.iter().skip(2).step_by(4).copied().collect();
        let memory = cell.c_at().is_some();
        let last = |moved: usize, by: f64| {
            // From the very beginning: h₀ stays where it is when c₀ is moved.
            let (mut c, mut h) = (vec![0.0; 3], vec![0.0; 3]);
            if memory {
                c[moved] += by
            } else {
                h[moved] += by
            }
            for x in x.chunks(2) {
                (c, h) = step(&network, &cell, x, &c, &h);
            }
            if memory { c } else { h }
        };
        for moved in 0..3 {
            let (up, down) = (last(moved, 1e-5), last(moved, -1e-5));
            for end in 0..3 {
                let (found, slope) = (reach.jacobians[0][moved * 3 + end], (up[end] - down[end]) / 2e-5);
                assert!(
                    (found - slope).abs() < 1e-8,
                    "{text}: ∂s_T[{end}]/∂s₀[{moved}] = {found}, {slope} by differences"
                );
            }
        }
        let identity: Vec<f64> = (0..9).map(|n| f64::from(u8::from(n % 4 == 0))).collect();
        assert_eq!(reach.jacobians[5], identity, "{text}");
    }
}

#[test]
fn nothing_is_reached_before_a_cut_or_through_depth() {
    let mut cut = session::<f64>(&format!("{LINEAR}&length=10&width=4&truncate=4"), 0);
    cut.advance();
    // Steps 7 to 10 are one block; what it starts from, the state after step 6, counts as given.
    let norms =
        Reach::of(&cut.trainer().network, &cut.trainer().spec, 0).expect("a network through time").curve().norms;
    assert!(norms[..7].iter().all(|&norm| norm == 0.0) && norms[7..].iter().all(|&norm| norm > 0.0), "{norms:?}");
    let mut depth = session::<f64>("data=circles&hidden_layers=2&width=4", 0);
    depth.advance();
    assert!(
        Reach::of(&depth.trainer().network, &depth.trainer().spec, 0).is_none()
            && depth.frame().recurrent_radius().is_none()
    );
}

#[test]
fn spectral_radii_of_known_matrices() {
    let golden = (1.0 + 5f64.sqrt()) / 2.0;
    for (w, size, radius) in [
        (vec![3.0, 0.0, 0.0, -5.0], 2, 5.0),
        // A turn, which has no real eigenvalue, and one that is stretched.
        (vec![0.0, -0.5, 0.5, 0.0], 2, 0.5),
        (vec![0.0, -4.0, 1.0, 0.0], 2, 2.0),
        (vec![1.0, 1.0, 1.0, 0.0], 2, golden),
        // A Jordan block, whose powers grow for a while although both its eigenvalues are below 1.
        (vec![0.9, 10.0, 0.0, 0.9], 2, 0.9),
        (vec![0.0, 1.0, 0.0, 0.0, 0.0, 1.0, 1.0, 0.0, 0.0], 3, 1.0),
        (vec![1e30, 0.0, 0.0, 1.0], 2, 1e30),
        (vec![-7.5], 1, 7.5),
    ] {
        let found = spectral_radius(&w, size);
        assert!((found / radius - 1.0).abs() < 5e-3, "{w:?}: {found}, not {radius}");
    }
    // Nilpotent: every eigenvalue is 0.
    assert_eq!(spectral_radius(&[0.0, 1.0, 0.0, 0.0], 2), 0.0);
    assert_eq!(spectral_radius(&[0.0; 9], 3), 0.0);
}

/// Orthogonal weights times ρ have the radius ρ, in each cell's own matrix from h to its candidate; the others are left
/// out.
#[test]
fn the_radius_is_that_of_the_weights_to_the_candidate() {
    for (cell, expected) in [("lstm", "W_g"), ("gru", "W_h"), ("gru_pytorch", "W_hn"), ("rnn&activation=tanh", "W")] {
        let text =
            format!("cell={cell}&data=adding&length=4&width=8&batch=2&recurrent_init=orthogonal&recurrent_gain=0.7");
        let mut trainer = session::<f64>(&text, 0).trainer().clone();
        let cell = trainer.network.layers[0].cells()[0].clone();
        // The gates' weights from h, made ten times as large, change nothing.
        if cell.kind != gradient_lab::spec::Cell::Rnn {
            let gates = if cell.kind == gradient_lab::spec::Cell::Lstm { 3 } else { 2 };
            let (start, inputs) = (cell.maps[0].w.start, cell.maps[0].inputs);
            trainer.network.parameters.values[start..start + gates * 8 * inputs].iter_mut().for_each(|w| *w *= 10.0);
        }
        let session = gradient_lab::session::Session::watch(trainer);
        let run = &session.frame();
        let (name, radius) = run.recurrent_radius().expect("a cell");
        assert_eq!(name, expected);
        assert!((radius / 0.7 - 1.0).abs() < 1e-3, "{name}: {radius}");
    }
}

/// What the page asks before a step is done is what the first batch will give, not what a sequence of zeros would.
#[test]
fn reach_before_the_first_step_is_that_of_its_batch() {
    for cell in cells() {
        let mut session = session::<f64>(&format!("{cell}&data=adding&length=6&width=4&batch=3"), 0);
        let early = all(&session);
        assert!(!session.trainer().drawn());
        for _ in 0..7 {
            session.advance();
        }
        assert!(session.trainer().network.x.iter().any(|&x| x != 0.0));
        assert_eq!(early, all(&session), "{cell}");
    }
}

fn all(session: &gradient_lab::session::Session<f64>) -> Reach {
    let mut reaching = session.reaching(1).expect("a network through time");
    while !reaching.advance() {}
    reaching.reach()
}
