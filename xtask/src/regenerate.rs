//! `cargo xtask regenerate`: regenerates committed files, such as the table of digests.

use crate::Outcome;
use crate::manifest::root;
use crate::node::node;
use crate::run::{answer, cargo, step, test_program};

/// What does not come from the test program `regenerate`.
const ELSEWHERE: [&str; 2] = ["picture", "element"];

/// Regenerates the named files, or all of them.
pub fn command(wanted: &[&str]) -> Outcome {
    let tables: Vec<&str> = wanted.iter().copied().filter(|name| !ELSEWHERE.contains(name)).collect();
    if wanted.is_empty() || !tables.is_empty() {
        test_program("regenerate", &tables)?;
    }
    if wanted.is_empty() || wanted.contains(&"picture") {
        picture()?;
    }
    if wanted.is_empty() || wanted.contains(&"element") {
        step("the element's documents and types", &mut node(root().join("tests/page/contract.mjs")))?;
    }
    Ok(())
}

/// Writes the README's picture, which an example prints.
fn picture() -> Outcome {
    let arguments = ["run", "--release", "--quiet", "--example", "picture"];
    let svg = answer(&mut cargo(&arguments)).ok_or("the example 'picture' failed.")?;
    let path = root().join("docs/gradient.svg");
    std::fs::write(&path, svg + "\n").map_err(|why| format!("{} cannot be written: {why}.", path.display()))?;
    println!("wrote docs/gradient.svg");
    Ok(())
}
