//! What the findings say: layers by name, words that fit the rule, one meaning of learning for all cards.
#![cfg(not(target_arch = "wasm32"))]

use gradient_lab::session::Session;
use gradient_lab::spec::Link;
use gradient_lab::verdict::{Finding, Gravity, Limit, Limits, Symptom, diagnose, why};

fn session(text: &str, steps: u32) -> Session<f32> {
    let link = Link::parse(text);
    assert_eq!(link.warnings, Vec::<String>::new(), "{text}");
    let mut session = Session::new(&link.spec).expect("a valid spec");
    session.run(steps);
    session
}

fn find(session: &Session<f32>, symptom: Symptom) -> Option<Finding> {
    diagnose(&session.frame(), &Limits::default()).into_iter().find(|finding| finding.symptom == symptom)
}

/// The factors as the figures have them, on geometric average over `steps` steps: none of it from the trace.
fn factors(text: &str, steps: u32) -> (Session<f32>, Vec<f64>) {
    let mut session = session(text, 0);
    let mut logs = vec![0.0; session.trainer().stages() - 2];
    for _ in 0..steps {
        session.run(1);
        for (log, figures) in logs.iter_mut().zip(session.figures()) {
            *log += figures.factor.expect("a factor").ln() / f64::from(steps);
        }
    }
    (session, logs.into_iter().map(f64::exp).collect())
}

/// Layers that a sentence names, with their factors: "Layer 3 ×0.24, 5 ×0.7: less than 0.8."
fn named(evidence: &str, word: &str) -> Vec<(usize, f64)> {
    let Some((before, _)) = evidence.split_once(&format!(": {word} than")) else { return Vec::new() };
    let (_, list) = before.rsplit_once("Layer ").expect("a list of layers");
    let entry = |entry: &str| {
        let (layer, factor) = entry.split_once(" ×").expect("layer ×factor");
        (layer.parse().expect("a layer"), factor.parse().expect("a factor"))
    };
    list.split(", ").map(entry).collect()
}

#[test]
fn the_layers_that_are_off_are_named_with_their_factors() {
    let odd =
        "data=circles&hidden_layers=6&activation=tanh&init=xavier_normal&layer_activation=3:sigmoid&learning_rate=0.1";
    let wide = "data=circles&hidden_layers=4&activation=tanh&init=xavier_normal&layer_width=2:48,3:5&learning_rate=0.1";
    let loud = "data=circles&hidden_layers=5&activation=relu&init=he_normal&norm=batch&learning_rate=0.05";
    let mut kinds = [0, 0];
    for text in [odd, wide, loud] {
        let (session, factors) = factors(text, 15);
        let finding = find(&session, Symptom::Factor).unwrap_or_else(|| panic!("{text}: {factors:?}"));
        println!("{text}: {}", finding.evidence);
        assert_eq!(finding.gravity, Gravity::Note);
        for (kind, (word, out)) in
            [("less", (|f| f < 0.8) as fn(f64) -> bool), ("more", |f| f > 1.25)].into_iter().enumerate()
        {
            let layers = named(&finding.evidence, word);
            let expected: Vec<usize> = (0..factors.len()).filter(|&k| out(factors[k])).map(|k| k + 1).collect();
            assert_eq!(
                layers.iter().map(|named| named.0).collect::<Vec<_>>(),
                expected,
                "{text}: {}",
                finding.evidence
            );
            for (layer, factor) in layers {
                assert!((factor / factors[layer - 1] - 1.0).abs() < 0.06, "{text}: layer {layer}: {factors:?}");
            }
            kinds[kind] += expected.len();
        }
    }
    assert!(kinds[0] > 0 && kinds[1] > 0, "both sides should occur: {kinds:?}");
    // The sigmoid among tanh layers, and no mean: over all crossings nothing much is lost.
    let (session, factors) = factors(odd, 15);
    let mean = factors.iter().map(|f| f.ln()).sum::<f64>() / factors.len() as f64;
    assert!(factors[2] < 0.5, "{factors:?}");
    assert!(named(&find(&session, Symptom::Factor).expect("named").evidence, "less").iter().any(|named| named.0 == 3));
    println!("mean ×{:.3}", mean.exp());
}

#[test]
fn vanishing_and_exploding_name_the_layer_where_most_is_lost_or_gained() {
    for (text, symptom, word) in [
        (
            "data=circles&hidden_layers=10&activation=sigmoid&init=xavier_normal&layer_width=4:3",
            Symptom::Vanishing,
            "Least",
        ),
        (
            "data=circles&hidden_layers=10&activation=relu&init=he_normal&gain=2&learning_rate=0.000001",
            Symptom::Exploding,
            "Most",
        ),
    ] {
        let (session, factors) = factors(text, 20);
        let evidence = find(&session, symptom).expect("it does").evidence;
        let further = |best: usize, k: usize| (factors[k] < factors[best]) == (word == "Least");
        let furthest = (1..factors.len()).fold(0, |best, k| if further(best, k) { k } else { best });
        assert!(evidence.contains(&format!("{word} at layer {}: ×", furthest + 1)), "{evidence}: {factors:?}");
        beside(&session, &factors);
    }
}

/// What stands beside a product that is off: which layers make it so, each within its limits or named; the product itself was
/// said.
fn beside(session: &Session<f32>, factors: &[f64]) {
    let finding = find(session, Symptom::Factor).expect("several findings may hold at once");
    println!("{}", finding.evidence);
    for (word, out) in [("less", (|f| f < 0.8) as fn(f64) -> bool), ("more", |f| f > 1.25)] {
        let off: Vec<usize> = (0..factors.len()).filter(|&k| out(factors[k])).map(|k| k + 1).collect();
        let there = finding.evidence.contains(&format!(": {word} than"));
        assert_eq!(there, !off.is_empty(), "{}: {factors:?}", finding.evidence);
        if let (true, Some((listed, more))) = (there, finding.evidence.split_once(" and ")) {
            assert!(off.len() > 6 && more.starts_with(&format!("{} more: {word}", off.len() - 6)), "{factors:?}");
            assert!(listed.starts_with(&format!("Layer {} ×", off[0])), "{listed}");
        }
    }
    assert!(!finding.evidence.contains("mean"), "{}", finding.evidence);
    assert_eq!(finding.cause, "The product above is made of them.");
}

/// Where every step is too long, in all layers alike, single factors are not what explodes.
#[test]
fn a_factor_is_not_blamed_for_an_explosion_of_all_layers_alike() {
    let text = "data=reg&hidden_layers=5&activation=tanh&init=orthogonal&output_gain=100&learning_rate=0.05";
    let session = session(text, 3);
    assert!(find(&session, Symptom::Exploding).is_some());
    let finding = find(&session, Symptom::Factor).expect("they are off");
    assert_eq!(finding.cause, "The finding above does not rest on them.");
}

/// Where the record is thinned the last 20 rows are not the last 20 steps, and no sentence says so.
#[test]
fn a_mean_of_the_record_is_called_one() {
    let session =
        session("data=circles&samples=64&batch=8&width=4&hidden_layers=10&activation=sigmoid&init=xavier_normal", 1500);
    let rows = session.trace().rows();
    assert!(rows[rows.len() - 1].step - rows[rows.len() - 20].step > 20, "the record is not thinned");
    let finding = find(&session, Symptom::AtChance).expect("at chance");
    assert!(finding.evidence.contains("the mean loss of the last 20 on record is"), "{}", finding.evidence);
    for symptom in [Symptom::AtChance, Symptom::Clipping, Symptom::Factor] {
        assert!(symptom.choice().help.contains("on record"), "{symptom:?}");
    }
}

/// The share of chance at which a network counts as learning is one number, and moving it moves both cards.
#[test]
fn learning_means_the_same_on_both_cards() {
    let text = "data=circles&hidden_layers=4&activation=relu&init=he_normal&learning_rate=0.1&gain=0.5";
    let mut session = session(text, 0);
    let mut seen = [0, 0];
    for _ in 0..60 {
        session.run(10);
        let chance = std::f64::consts::LN_2;
        let expected = session.trace().rows().len() >= 20 && session.trace().recent_loss() < 0.45 * chance;
        for (limit, expected) in [(0.45, expected), (0.0, false)] {
            let mut limits = Limits::default();
            limits.set(Limit::Learned, limit);
            let says = why(&session.frame(), &limits).paragraphs.iter().any(|words| words.starts_with("And it learns"));
            assert_eq!(says, expected, "step {}, limit {limit}", session.trainer().steps());
            let healthy = diagnose(&session.frame(), &limits).iter().any(|finding| finding.symptom == Symptom::Healthy);
            assert!(!healthy || expected, "step {}", session.trainer().steps());
            seen[usize::from(says)] += 1;
        }
    }
    assert!(seen[1] > 5 && seen[0] > 60, "{seen:?}");
}

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
    let recall = "data=recall&cell=lstm&length=60&width=16&activation=tanh&init=lecun_normal&gain=0.25&batch=32&optimizer=adam&learning_rate=0.01&clip_norm=1";
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

/// A promise to wait belongs to a short run of which nothing worse is said.
#[test]
fn nobody_is_told_to_wait_beside_a_finding_or_after_long() {
    let mut seen = [0, 0];
    for text in
        ["preset=ZERO-W", "preset=STALL", "preset=OPT", "preset=ACT&gain=0.7", "preset=ACT&gain=0.8", "preset=HE"]
    {
        let mut session = session(text, 0);
        for _ in 0..12 {
            session.run(25);
            let findings = diagnose(&session.frame(), &Limits::default());
            let Some(factor) = findings.iter().find(|finding| finding.symptom == Symptom::Factor) else { continue };
            let waits = factor.cause.contains("will show what comes of it");
            let sick = findings.iter().any(|finding| finding.gravity == Gravity::Sick);
            assert!(!waits || !sick && session.trainer().steps() < 150, "{text}: {findings:?}");
            seen[usize::from(waits)] += 1;
        }
    }
    assert!(seen[0] > 0 && seen[1] > 0, "{seen:?}");
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

/// A norm makes up for W and f′, and one layer multiplies nothing: there is nothing to break.
#[test]
fn a_healthy_network_is_broken_only_where_that_breaks_it() {
    let offers = |text: &str, steps: u32| {
        let healthy = find(&session(text, steps), Symptom::Healthy).unwrap_or_else(|| panic!("{text} learns"));
        healthy.cures.into_iter().map(|cure| cure.label).collect::<Vec<String>>()
    };
    assert_eq!(offers("preset=ACT", 300), ["sigmoid + Xavier", "gain 2"]);
    assert_eq!(offers("preset=RES-TRAIN&skip=identity&branch_scale=depth", 400), ["gain 2"]);
    for text in ["preset=SGD", "preset=BN", "preset=ACT&norm=layer", "preset=ACT&hidden_layers=1"] {
        assert_eq!(offers(text, 500), Vec::<String>::new(), "{text}");
        assert!(
            why(&session(text, 500).frame(), &Limits::default()).cures.iter().all(|cure| cure.label != "gain 2"),
            "{text}"
        );
    }
}

/// Where it is known what comes of it on examples that are not learned from, learning by heart is not called the same.
#[test]
fn learning_by_heart_is_told_from_learning() {
    let healthy = |text: &str, steps: u32, tested: bool| {
        let mut session = session(text, steps);
        let score = tested.then(|| session.evaluate());
        let found = find(&session, Symptom::Healthy).unwrap_or_else(|| panic!("{text} learns"));
        (found, score.map_or(0.0, |score| score.test.loss))
    };
    for text in ["preset=DROP-FIT", "preset=DROP-FIT&label_flips=0.5&width=128"] {
        let (found, test) = healthy(text, 1000, true);
        println!("{text}: {}", found.evidence);
        assert!(test > std::f64::consts::LN_2 && found.evidence.contains("by heart"), "{test}: {}", found.evidence);
        assert_eq!(found.cures.iter().map(|cure| cure.label.as_str()).collect::<Vec<_>>(), ["dropout 0.5", "L2 0.01"]);
        assert!(!healthy(text, 1000, false).0.evidence.contains("by heart"), "what was not measured is not said");
    }
    for text in ["preset=ACT", "preset=INIT-X"] {
        assert!(!healthy(text, 400, true).0.evidence.contains("by heart"), "{text}");
    }
}

/// A shorter step is shortened no less often: on CLIP a tenth of the rate is clipped in all steps still.
#[test]
fn clipping_is_not_answered_by_a_smaller_rate() {
    for text in ["preset=CLIP", "preset=CLIP&learning_rate=0.001"] {
        let found = find(&session(text, 100), Symptom::Clipping).expect("it is clipped");
        assert!(found.evidence.contains("100 %"), "{}", found.evidence);
        assert!(found.cures.iter().all(|cure| !cure.label.starts_with("learning rate")), "{:?}", found.cures);
    }
}
