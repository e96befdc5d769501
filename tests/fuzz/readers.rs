//! Mutated links and JSON for the readers alone, a hundred thousand in seconds: no panic, always a valid spec, and a
//! text that gives the same spec again.

use super::draw::Draw;
use super::{links, texts};
use gradient_lab::spec::Link;
use std::panic::catch_unwind;

/// Reads this many texts. Returns the number of faults, which are printed. `panicked` tells of the last panic.
pub fn run(count: u64, panicked: &dyn Fn() -> String) -> usize {
    let faults = (0..count).filter(|&seed| {
        let text = text(&mut Draw::new(seed));
        let fault = match catch_unwind(|| read(&text)) {
            Err(_) => Some(panicked()),
            Ok(outcome) => outcome.err(),
        };
        if let Some(fault) = &fault {
            println!("\nreader {seed}: {fault}\n    {text:?}\n");
        }
        fault.is_some()
    });
    faults.count()
}

/// A link or its JSON, changed at up to eight places; JSON also cut into and nested.
fn text(draw: &mut Draw) -> String {
    let link = links::link(draw);
    if draw.below(2) == 0 {
        return link;
    }
    let json = Link::parse(&link).spec.to_json();
    let json = match draw.below(6) {
        0 => format!("{{\"step\":{json}}}"),
        1 => json.replace(':', ":["),
        2 => json.replace(',', ",\"width\":1e400,"),
        _ => json,
    };
    let times = draw.below(9);
    links::mutate(draw, &json, times)
}

fn read(text: &str) -> Result<(), String> {
    let link = Link::parse(text);
    link.spec.check().map_err(|e| format!("the spec is not valid: {e}"))?;
    if link.warnings.len() > 21 {
        return Err(format!("{} warnings", link.warnings.len()));
    }
    for warning in &link.warnings {
        // What the text itself says may be quoted.
        texts::check("a warning", warning, text.contains("NaN") || text.contains("inf") || text.contains('∞'))?;
    }
    for written in [link.spec.to_text(), link.spec.to_json()] {
        let again = Link::parse(&written);
        if again.spec != link.spec || !again.warnings.is_empty() {
            return Err(format!("it is written as {written} and read with {:?}", again.warnings));
        }
    }
    Ok(())
}
