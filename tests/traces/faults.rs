//! What is said of a file that is no trace. Each sentence names the line.

use crate::read;
use crate::written::USUAL;

fn fault(text: &str) -> String {
    read(text).expect_err("no trace")
}

#[test]
fn a_wrong_head_is_named() {
    for (head, sentence) in [
        ("a,b,c\n1,2,3\n", "Line 1 of this file is not JSON: column 1 should have a value."),
        ("[1]\n", "Line 1 of this file is not the head of a trace: “trace” is missing."),
        ("{\"trace\": 2}\n", "Line 1 of this file is of a newer version of traces."),
        ("{\"trace\": 1}\n", "Line 1 of this file has no list “layers”."),
        ("{\"trace\": 1, \"layers\": []}\n", "Line 1 of this file has 0 layers; a trace has from 1 to 1000."),
        (
            "{\"trace\": 1, \"layers\": [{\"name\": \"x\"}]}\n",
            "Line 1 of this file has a layer “x” without a number of “units”.",
        ),
        ("", "This file is empty."),
        ("\n\n", "This file is empty."),
    ] {
        assert_eq!(fault(head), sentence);
    }
    assert_eq!(fault(&USUAL.head()), "This trace has no training step yet: a head, and no line after it.");
}

#[test]
fn a_wrong_step_is_named() {
    let file = |line: &str| USUAL.head() + &USUAL.step(0) + line + "\n" + &USUAL.step(9);
    let step = USUAL.step(1);
    for (line, why) in [
        ("{".to_string(), "is not JSON: column 2 should have a name in quotes"),
        ("{\"loss\": 1}".into(), "has no whole number “step”"),
        ("{\"step\": 1}".into(), "has no number “loss”"),
        (USUAL.step(0), "has step 0 after step 0"),
        (step.replace("\"dz\"", "\"other\""), "has no list “dz”"),
        (step.replace("\"a\": [", "\"a\": [1, "), "has 5 numbers in “a”, and the head has 4 layers"),
        (step.replace("\"w\": [5e-1", "\"w\": [true"), "has something in “w” that is no size"),
        (step.replace("\"w\": [5e-1", "\"w\": [-5e-1"), "has something in “w” that is no size"),
        (USUAL.head(), "is a second head: a file has one run"),
    ] {
        assert_eq!(fault(&file(line.trim_end())), format!("Line 3 of this file {why}."));
    }
}

#[test]
fn only_the_last_line_may_be_incomplete() {
    let text = USUAL.text();
    let run = read(&text[..text.len() - 20]).expect("a trace that is being written");
    assert_eq!((run.rows.len(), run.notes.len()), (29, 1));
    assert_eq!(run.notes[0], "The last line is incomplete and is left out.");
    // A whole line that is wrong is wrong at the end, too.
    assert!(fault(&(text + "{\"step\": 99}")).contains("has no number “loss”"));
}
