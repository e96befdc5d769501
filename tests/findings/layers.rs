//! Findings about what happens in the layers: movement, saturation, gradients that vanish or are exactly 0.

use super::{find, session};
use gradient_lab::verdict::{Limit, Limits, Symptom, diagnose};

#[test]
fn lower_layers_that_move_are_not_said_to_be_as_at_the_start() {
    let cause = |text: &str| {
        let session = session(text, 300);
        let found = diagnose(&session.frame(), &Limits::default())
            .into_iter()
            .find(|finding| finding.symptom == Symptom::AtChance);
        (session.distance(0), found.unwrap_or_else(|| panic!("{text}: not at chance")).cause)
    };
    let (still, words) = cause("preset=STALL");
    assert!(still < 1e-3 && words.contains("same as at the start"), "{still}: {words}");
    let (moved, words) = cause("preset=STALL&optimizer=adam&learning_rate=0.01");
    assert!(moved > 0.1 && words.contains("lower layers move"), "{moved}: {words}");
}

#[test]
fn a_layer_is_saturated_by_its_own_activation() {
    let evidence = |text: &str| {
        let findings = diagnose(&session(text, 1).frame(), &Limits::default());
        findings.into_iter().find(|finding| finding.symptom == Symptom::Saturated).map(|finding| finding.evidence)
    };
    let wild = "data=circles&hidden_layers=4&init=normal&init_scale=5&learning_rate=0.000001";
    let one = evidence(&format!("{wild}&activation=relu&layer_activation=3:tanh")).expect("layer 3 is saturated");
    assert!(one.contains("layer 3"), "{one}");
    assert_eq!(evidence(&format!("{wild}&activation=relu")), None, "a ReLU is flat on half its inputs by nature");
    let none = format!("{wild}&activation=tanh&layer_activation=1:relu,2:relu,3:relu,4:relu");
    assert_eq!(evidence(&none), None, "no layer is a tanh any more");
}

#[test]
fn kumars_weights_do_not_keep_the_gradients_size_and_are_not_said_to() {
    let sick = session("data=circles&hidden_layers=6&activation=sigmoid&init=normal&init_scale=10", 1);
    let findings = diagnose(&sick.frame(), &Limits::default());
    let cure = findings.into_iter().flat_map(|finding| finding.cures).find(|cure| cure.label.starts_with("Kumar"));
    let note = cure.expect("Kumar is offered to a saturated sigmoid").note;
    let run = session("data=circles&hidden_layers=10&activation=sigmoid&init=kumar", 1);
    let crossings = run.place().stages as f64 - 2.0;
    let whole = run.frame().whole_factor().expect("a whole pass");
    let each = whole.powf(1.0 / crossings);
    assert!(each < 0.7 && note.contains("still shrinks"), "×{each} in each layer: {note}");
}

#[test]
fn what_an_lstms_memory_keeps_is_not_said_to_vanish() {
    let recall = "data=recall&cell=lstm&length=60&width=16&activation=tanh&init=lecun_normal&gain=0.25&batch=32&\
        optimizer=adam&learning_rate=0.01&clip_norm=1";
    for (bias, held) in [(0, false), (4, true)] {
        let session = session(&format!("{recall}&forget_bias={bias}"), 60);
        let steps = &session.figures()[..session.trainer().stages() - 1];
        let (h, c) = (
            steps[0].d_z.expect("∂L/∂h").l2 / steps[59].d_z.expect("∂L/∂h").l2,
            steps[0].d_c.expect("∂L/∂c").l2 / steps[59].d_c.expect("∂L/∂c").l2,
        );
        println!("forget bias {bias}: h ×{h:.1e}, c ×{c:.1e}");
        let very_much = Limits::default().of(Limit::VeryMuch);
        assert!(h * very_much < 1.0, "through h alone it vanishes either way: {h:e}");
        assert_eq!(c * very_much >= 1.0, held, "{c:e}");
        assert_eq!(find(&session, Symptom::Vanishing).is_none(), held, "forget bias {bias}");
    }
}

/// Movement that decay or a rule of equal steps makes is no sign that layer 1 takes part.
#[test]
#[ignore = "slow: cargo xtask test runs it"]
fn decay_and_equal_steps_do_not_hide_that_the_gradient_vanishes() {
    for (text, steps) in [
        ("preset=ZERO-W", &[30, 60, 1000][..]),
        ("preset=STALL&l2=0.001&optimizer=momentum", &[900]),
        ("preset=STALL&learning_rate=1&decay=0.01", &[200]),
        ("preset=STALL&optimizer=adam&learning_rate=0.01", &[300]),
    ] {
        for &steps in steps {
            let session = session(text, steps);
            assert!(session.distance(0) >= 0.1, "{text}: layer 1 has moved by {}", session.distance(0));
            let found = find(&session, Symptom::Vanishing).unwrap_or_else(|| panic!("{text}, {steps} steps"));
            println!("{text}, {steps} steps: {}", found.evidence);
        }
    }
    // What decay alone moves is no movement of layer 1, where little of it shows.
    let slight = find(&session("preset=FROZEN&l2=0.00001", 500), Symptom::StuckLayers).expect("layer 1 is stuck");
    assert!(slight.evidence.contains("not counting decay"), "{}", slight.evidence);
}

/// A gradient that is exactly 0 has its cause by what is measured: flat units, a W of 0, or numbers that are too small.
#[test]
fn an_exact_zero_has_its_own_cause() {
    for (text, steps, words) in [
        ("preset=UNDERFLOW", 60, "below the smallest number"),
        ("preset=STALL&l2=0.001&optimizer=momentum", 900, "below the smallest number"),
        ("preset=DEAD", 60, "off or flat"),
        ("data=circles&hidden_layers=5&activation=tanh&init=zeros", 60, "W above is 0"),
    ] {
        let session = session(text, steps);
        let found = find(&session, Symptom::AtChance).unwrap_or_else(|| panic!("{text} is at chance"));
        assert!(found.cause.contains(words), "{text}: {}", found.cause);
        let says = |word: &str| found.cures.iter().any(|cure| cure.label == word);
        assert_eq!((says("ELU"), says("double precision")), (words == "off or flat", words.starts_with("below")));
    }
    // The mean factor is one of crossings that pass something on, and the layers that get nothing are counted.
    let session = session("preset=UNDERFLOW", 60);
    let zeros = session.figures().iter().filter(|figures| figures.d_z.is_some_and(|d_z| d_z.l2 == 0.0)).count();
    let evidence = find(&session, Symptom::Vanishing).expect("it vanishes").evidence;
    let (_, each) = evidence.split_once("multiplied by ").expect("a factor");
    let each: f64 = each.split_once(" each").expect("a factor").0.parse().expect("a number");
    let (_, layers) = evidence.split_once("layers 1 to ").expect("layers");
    let layers: usize = layers.split_once(' ').expect("layers").0.parse().expect("a number");
    println!("{zeros} zero now: {evidence}");
    assert!((0.15..0.29).contains(&each) && (zeros..zeros + 4).contains(&layers), "{zeros}: {evidence}");
}
