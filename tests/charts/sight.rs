//! Colors as people with normal and with impaired color vision see them.

use gradient_lab::chart::*;

/// Machado, Oliveira & Fernandes, 'A physiologically-based model for simulation of color vision deficiency' (2009),
/// severity 1.0, on linear light: normal sight, protanopia, deuteranopia, tritanopia.
const SIGHTS: [(&str, [[f64; 3]; 3]); 4] = [
    ("normal", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
    ("protan", [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]),
    ("deutan", [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]),
    ("tritan", [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]),
];

fn seen(colour: Rgb, sight: &[[f64; 3]; 3]) -> [f64; 3] {
    let light = colour.linear();
    oklab(sight.map(|row| (0..3).map(|i| row[i] * light[i]).sum::<f64>().clamp(0.0, 1.0)))
}

#[test]
fn plus_and_minus_differ_for_every_eye() {
    for dark in [false, true] {
        for (name, sight) in &SIGHTS {
            for v in [0.4, 0.6, 0.8, 1.0] {
                let (a, b) = (seen(signed(v, dark), sight), seen(signed(-v, dark), sight));
                let distance = (0..3).map(|i| (a[i] - b[i]).powi(2)).sum::<f64>().sqrt();
                assert!(distance >= 0.20, "{name}, dark {dark}, ±{v}: {distance:.3}");
            }
        }
    }
}

/// A tenth more of a gate is the same distance in OKLab wherever it stands, to every eye; and a clear one.
#[test]
fn a_gate_looks_a_tenth_more_open_wherever_it_stands() {
    for dark in [false, true] {
        for (name, sight) in &SIGHTS {
            let distance = |t: f64| {
                let (a, b) = (seen(gate(t, dark), sight), seen(gate(t + 0.1, dark), sight));
                (0..3).map(|i| (a[i] - b[i]).powi(2)).sum::<f64>().sqrt()
            };
            let steps: Vec<f64> = (0..10).map(|n| distance(f64::from(n) / 10.0)).collect();
            let mean = steps.iter().sum::<f64>() / 10.0;
            assert!(mean > 0.058, "{name}, dark {dark}: {mean:.4}");
            assert!(steps.iter().all(|step| (step / mean - 1.0).abs() < 0.12), "{name}, dark {dark}: {steps:.4?}");
        }
    }
}

#[test]
fn every_map_walks_away_from_its_paper_evenly() {
    let lightness = |c: Rgb| oklab(c.linear())[0];
    for dark in [false, true] {
        let arms: [&dyn Fn(f64) -> Rgb; 5] =
            [&|t| signal(t, dark), &|t| gradient(t, dark), &|t| gate(t, dark), &|t| signed(t, dark), &|t| {
                signed(-t, dark)
            }];
        for arm in arms {
            let steps: Vec<f64> = (0..=64).map(|i| lightness(arm(i as f64 / 64.0))).collect();
            assert!(steps.windows(2).all(|s| (s[1] > s[0]) == dark && s[0] != s[1]), "dark {dark}: {steps:?}");
            assert!((lightness(arm(0.0)) - lightness(Theme::of(dark).paper)).abs() < 0.05);
        }
        let ends = lightness(signed(1.0, dark)) - lightness(signed(-1.0, dark));
        assert!(ends.abs() < 0.01, "neither sign may look stronger: {ends}");
        let Ramp { zero, .. } = Ramp::new(Map::Gradient, dark);
        let apart =
            |c: Rgb| (0..3).map(|i| (oklab(c.linear())[i] - oklab(zero.linear())[i]).powi(2)).sum::<f64>().sqrt();
        for t in 0..=64 {
            let t = t as f64 / 64.0;
            assert!(
                apart(gradient(t, dark)).min(apart(signal(t, dark))) > 0.05,
                "zero looks like t = {t}, dark {dark}"
            );
        }
    }
}

#[test]
fn words_can_be_read_on_their_paper() {
    for theme in [Theme::light(), Theme::dark()] {
        for ink in [theme.ink, theme.muted, theme.signal, theme.gradient] {
            assert!(ink.contrast(theme.paper) >= 4.5, "{ink:?} on {:?}: {:.2}", theme.paper, ink.contrast(theme.paper));
        }
    }
    assert!((Rgb::hex(0).contrast(Rgb::hex(0xffffff)) - 21.0).abs() < 1e-9);
}

#[test]
fn colours_go_out_and_come_back() {
    for code in [0x000000, 0xffffff, 0x2f6fb5, 0xc8641c, 0x010203] {
        assert_eq!(Rgb::from_linear(Rgb::hex(code).linear()), Rgb::hex(code));
        let [l, a, b] = oklab(Rgb::hex(code).linear());
        assert_eq!(oklch(l, a.hypot(b), b.atan2(a).to_degrees()), Rgb::hex(code));
    }
    assert_eq!(Rgb(0, 100, 200).mix(Rgb(100, 0, 200), 0.25), Rgb(25, 75, 200));
}
