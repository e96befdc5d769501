//! Every named experiment, run to the step at which its claim ends: the criterion that the page checks must hold for
//! its runs from its own seed.

use crate::seeds::threads::each;
use gradient_lab::session::{Experiment, Footprint};
use gradient_lab::spec::{Link, Preset, presets};
use gradient_lab::verdict::{Quantity, holds};

/// Up to this step a preset is quick.
const QUICK: u32 = 20;
/// The memory that a page has on a phone.
const PHONE: usize = 256 << 20;

/// The runs of a preset at the step at which its criterion is judged.
fn judged(preset: &Preset) -> Vec<Experiment> {
    let run = |text: &String| {
        let mut run = Experiment::open(Link::parse(text));
        run.run(preset.judged());
        if run.frame().stopped.is_none() {
            run.evaluate();
        }
        run
    };
    preset.runs.iter().map(run).collect()
}

/// Whether the criterion holds for runs in this order.
fn hold(preset: &Preset, order: &[&Experiment]) -> Option<bool> {
    holds(&preset.criterion, &|run, quantity| quantity.of(&order.get(run)?.frame()))
}

/// The quantities of the criterion as they were measured.
fn measured(preset: &Preset, runs: &[Experiment]) -> String {
    let mut words: Vec<String> = preset.criterion.split([',', '<', '>']).map(|side| side.trim().to_string()).collect();
    words.sort();
    words.dedup();
    let value = |side: &String| {
        let (name, run) = side.split_once(' ')?;
        let (_, quantity) = Quantity::ALL.iter().find(|(key, _)| *key == name)?;
        let run = &runs["ABCD".find(run)?];
        Some(format!("{side} = {:.4e}", quantity.of(&run.frame()).unwrap_or(f64::NAN)))
    };
    words.iter().filter_map(value).collect::<Vec<String>>().join(", ")
}

/// The most steps that are repeated when a run goes back to the middle of the claim: the reader waits for them.
fn steps_back(preset: &Preset, runs: &mut [Experiment]) -> u32 {
    let middle = preset.judged() / 2;
    let repeated = |run: &mut Experiment| {
        let there = run.frame().place.steps.min(middle);
        run.seek(there);
        there - run.frame().place.steps
    };
    runs.iter_mut().map(repeated).max().unwrap_or(0)
}

/// Runs some presets to their ends; the claims that do not hold, and the presets in which the way back is long.
fn broken(chosen: impl Fn(&Preset) -> bool) -> Vec<String> {
    let presets: Vec<Preset> = presets().into_iter().filter(chosen).collect();
    assert!(presets.len() > 15, "{} presets", presets.len());
    let results = each(presets.len(), |n| {
        let (preset, mut runs) = (&presets[n], judged(&presets[n]));
        let line = format!("{} at {}: {}", preset.id, preset.judged(), measured(preset, &runs));
        println!("{line}");
        let in_order = hold(preset, &runs.iter().collect::<Vec<_>>());
        // Only where the runs do not differ in the end may they change places.
        let alike = preset.runs.len() == 1 || preset.outcome == "fails";
        let turned = if alike { None } else { hold(preset, &runs.iter().rev().collect::<Vec<_>>()) };
        let (back, most) = (steps_back(preset, &mut runs), preset.judged() / 16 + 8);
        (in_order != Some(true) || turned == Some(true) || back > most)
            .then_some(format!("{line}: {in_order:?}, turned {turned:?}, {back} steps are repeated"))
    });
    results.into_iter().flatten().collect()
}

#[test]
fn the_claims_about_the_first_steps_hold() {
    assert_eq!(broken(|preset| preset.judged() <= QUICK), Vec::<String>::new());
}

#[test]
#[ignore = "slow: cargo xtask test runs it"]
fn the_claims_about_training_hold() {
    assert_eq!(broken(|preset| preset.judged() > QUICK), Vec::<String>::new());
}

#[test]
fn every_quantity_is_one_that_a_claim_needs() {
    let text: String = presets().into_iter().map(|preset| preset.criterion + ", ").collect();
    for (n, (name, quantity)) in Quantity::ALL.into_iter().enumerate() {
        assert!(text.contains(&format!("{name} A")), "{name}");
        assert_eq!(quantity as usize, n, "the page asks by this number");
    }
}

/// Fuzz seeds 66884 and 37965: the first block of a pre-activation network is as wide as the input.
#[test]
fn every_quantity_can_be_asked_of_every_kind_of_block() {
    for skip in ["plain", "report", "identity", "pre_activation"] {
        for norm in ["none", "batch", "layer"] {
            for data in ["line", "chain", "digits"] {
                let text = format!("data={data}&skip={skip}&norm={norm}&hidden_layers=3&width=5&features=1&batch=15");
                let mut run = Experiment::open(Link::parse(&text));
                run.run(3);
                for (name, quantity) in Quantity::ALL {
                    let value = quantity.of(&run.frame());
                    let known = ["loss", "moved", "parameters"].contains(&name);
                    assert!(value.is_some() || !known, "{text}: {name}");
                }
            }
        }
    }
}

#[test]
fn a_criterion_is_comparisons_that_all_hold() {
    let mut run = Experiment::open(Link::parse("preset=HE-SIG&hidden_layers=5&width=8"));
    run.run(1);
    let judge = |text: &str| holds(text, &|n, quantity| if n == 0 { quantity.of(&run.frame()) } else { None });
    for (text, expected) in [
        ("ratio A < 1", Some(true)),
        ("ratio A > 1", Some(false)),
        ("1 > ratio A", Some(true)),
        ("stop A > 1000, ratio A < 1", Some(true)),
        ("stop A > 1000, ratio A > 1", Some(false)),
        ("ratio A > 1, stop A > 1000", Some(false)),
        ("ratio A < ratio A", Some(false)),
        ("ratio A < ratio B", None),
        ("memory A < 1", None),
        ("test A < 1", None),
    ] {
        assert_eq!(judge(text), expected, "{text}");
    }
    for text in ["", "ratio A", "ratio A < ", "ratio E < 1", "size A < 1", "ratio A < 1,", "ratio A = 1", "ratio < 1"] {
        assert_eq!(holds(text, &|_, _| Some(0.5)), None, "{text}");
    }
}

#[test]
fn the_runs_of_every_preset_fit_on_a_phone() {
    for preset in presets() {
        let held = preset.runs.iter().map(|text| Footprint::of(&Link::parse(text).spec).grown).sum::<usize>();
        println!("{}: {} MiB", preset.id, held >> 20);
        assert!(held < PHONE, "{}: {} MiB", preset.id, held >> 20);
    }
}
