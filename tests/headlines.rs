//! The headlines of all named experiments: short, in words, and with few numbers.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/open.rs"]
mod open;

use gradient_lab::probe::Frame;
use gradient_lab::session::Session;
use gradient_lab::spec::{Preset, presets};
use gradient_lab::verdict::{Cure, Limits, Part, Tone, diagnose, headline, sentence, why};

/// Every run of the named experiments: its name, its link and the step at which its claim ends.
fn experiments() -> Vec<(String, String, u32)> {
    let runs = |preset: Preset| {
        let (id, end) = (preset.id.clone(), preset.judged());
        let named = move |(link, letter): (String, char)| (format!("{id} {letter}"), link, end);
        preset.runs.into_iter().zip('A'..).map(named).collect::<Vec<_>>()
    };
    presets().into_iter().flat_map(runs).collect()
}

fn text(parts: &[Part]) -> String {
    parts.iter().map(|part| part.text.as_str()).collect()
}

/// Numbers of a headline, apart from those that name a layer or a step; "1 part in 7,500" is one number.
fn numbers(headline: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut names = false;
    let headline = headline.replace("1 part in", "a part in");
    for word in headline.split([' ', '\u{202f}', ':', ';', '%']).filter(|word| !word.is_empty()) {
        let word = word.trim_end_matches(['.', ',', '?']);
        let number = word.starts_with(|first: char| first.is_ascii_digit());
        if number && !names {
            words.push(word.to_string());
        }
        // "layers 1 to 35" and "layer 4 of 10" are names.
        names = matches!(word, "layer" | "layers" | "Layer" | "Layers" | "step")
            || names && (number || matches!(word, "to" | "of"));
    }
    words
}

/// Digits of a number that are not zeros at either end; of 7·10¹² the 7.
fn significant(number: &str) -> usize {
    let mantissa = number.split('·').next().unwrap_or_default();
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    digits.trim_matches('0').len()
}

/// Whether "step" is never said without which kind, as a training step and a time step are different things.
fn steps_are_named(text: &str) -> bool {
    let words: Vec<&str> = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).collect();
    words.iter().enumerate().all(|(n, word)| {
        let step = matches!(word.to_lowercase().as_str(), "step" | "steps");
        !step || n > 0 && matches!(words[n - 1].to_lowercase().as_str(), "training" | "time")
    })
}

/// What is wrong with a headline.
fn faults(run: &Frame, said: &str) -> Vec<String> {
    let found = numbers(said);
    let odd = ["NaN", "∞", "inf ", "∂", "no number", "10·10"].iter().any(|odd| said.contains(odd));
    [
        (found.len() > 2, "more than two numbers"),
        (found.iter().any(|number| significant(number) > 2), "more than two digits"),
        (run.stopped.is_none() && said.contains("not a number"), "a stop that there is not"),
        (odd, "a symbol"),
        (!steps_are_named(said), "a step of no kind"),
    ]
    .into_iter()
    .filter(|(wrong, _)| *wrong)
    .map(|(_, fault)| format!("{fault}: {said}"))
    .collect()
}

/// What the diagnosis, the Why card and their cures say.
fn all_texts(run: &Frame) -> Vec<String> {
    let limits = Limits::default();
    let cures = |cures: Vec<Cure>| cures.into_iter().flat_map(|cure| [cure.label, cure.note.to_string()]);
    let why = why(run, &limits);
    let mut texts = vec![why.title];
    texts.extend(why.paragraphs);
    texts.extend(cures(why.cures));
    for finding in diagnose(run, &limits) {
        texts.extend([finding.words().help.to_string(), finding.evidence, finding.cause]);
        texts.extend(cures(finding.cures));
    }
    texts.extend(run.stopped.map(|stopped| stopped.words(run)));
    texts
}

#[test]
fn headlines_of_all_experiments_are_short_and_named() {
    read_all(|_| vec![0, 1]);
}

#[test]
#[ignore = "slow: cargo xtask test runs it"]
fn later_headlines_of_all_experiments_are_short_and_named() {
    read_all(|end| vec![30, 300, end]);
}

/// Checks all runs after some steps, given the step where the claim ends; prints headline, verdict and accuracy.
fn read_all(steps: impl Fn(u32) -> Vec<u32>) {
    let mut wrong = Vec::new();
    for (id, link, end) in experiments() {
        let mut session: Session<f32> = open::session(&link, 0);
        let mut steps = steps(end);
        steps.sort();
        steps.dedup();
        for step in steps {
            session.run(step.saturating_sub(session.trainer().steps()));
            let score = session.evaluate();
            let run = &session.frame();
            let limits = Limits::default();
            let said = headline(run, &limits);
            assert_eq!(text(&said), text(&sentence(run, &limits)), "{id}: between two steps both are the same");
            wrong.extend(faults(run, &text(&said)));
            wrong.extend(all_texts(run).into_iter().filter(|text| !steps_are_named(text)));
            let verdict = diagnose(run, &limits).first().map_or("–", |finding| finding.words().label);
            let toned = said.iter().any(|part| part.tone == Tone::Gradient);
            println!(
                "{id:12} {step:4} {}{} | {verdict} | {:.2}",
                if toned { "! " } else { "  " },
                text(&said),
                score.test.accuracy
            );
        }
    }
    wrong.sort();
    wrong.dedup();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// In the middle of a training step the sentence follows the phases, and the headline stays what it was.
#[test]
fn sentences_follow_the_phases() {
    for link in
        ["", "hidden_layers=1", "hidden_layers=0", "data=adding&cell=lstm&length=12", "data=copy&cell=gru&length=12"]
    {
        let mut session: Session<f32> = open::session(link, 0);
        let mut said = Vec::new();
        for _ in 0..2 * session.trainer().per_step() {
            session.advance();
            let (run, limits) = (&session.frame(), Limits::default());
            let phase = sentence(run, &limits);
            for said in [&phase, &headline(run, &limits)] {
                assert_eq!(faults(run, &text(said)), Vec::<String>::new(), "{link}");
            }
            println!("{}", text(&phase));
            said.push(text(&phase));
        }
        said.dedup();
        assert!(said.len() >= 8, "{link}: {said:?}");
    }
}

#[test]
fn the_rules_of_this_test_find_what_they_look_for() {
    assert_eq!(
        numbers("97 % of the digits are right; layer 1 hears 1 part in 7,500 of what layer 10 is told."),
        ["97", "7,500"]
    );
    assert_eq!(numbers("Layers 1 to 35 hear nothing at all of what layer 100 is told."), Vec::<String>::new());
    assert_eq!(numbers("The picture is on its way up: layer 4 of 10."), Vec::<String>::new());
    assert_eq!(["7,500", "123", "0.0012", "7.1·10¹²", "100"].map(significant), [2, 3, 2, 2, 1]);
    assert!(steps_are_named("In training step 3, from time step 40 back") && !steps_are_named("After 3 steps"));
}
