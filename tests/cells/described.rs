//! The descriptions of the cells hold together: parts, operands, wires, diagram and changes name what exists.

use super::{cells, session, spec};
use gradient_lab::net::cell::{Description, Operand, Remedy, Rows};
use gradient_lab::spec::{KNOBS, Link};
use std::collections::BTreeSet;

#[test]
fn parts_and_operands_name_what_exists() {
    for about in Description::all() {
        for part in about.parts {
            let at = format!("{}: {}", about.id, part.name);
            let Rows::Units(rows) = about.blocks[part.block].rows else { panic!("{at} lies in a block of inputs") };
            assert!(part.row < rows, "{at} lies beyond its block");
            let named = |name: &str| about.part(name).is_some();
            let known = part.from.iter().all(|operand| match *operand {
                Operand::Part(name) => named(name),
                Operand::Before { block, .. } => block == about.blocks.len() - 1 || Some(block) == about.memory,
                Operand::Inner { block, .. } => about.blocks[block].rows == Rows::Units(1),
                Operand::Terms { map, row, .. } => row < about.maps[map].rows,
                Operand::Sum { map, .. } => about.maps[map].rows == 1,
            });
            assert!(known, "{at} names an operand that does not exist");
            let squashes = about.maps.iter().any(|map| {
                (0..map.rows).any(|row| about.squashed(map, row).is_some_and(|found| about.parts[found] == *part))
            });
            assert_eq!(part.is_squashed(), squashes, "{at}: σ and tanh are applied to a row of a map");
        }
        assert_eq!(about.parts.last().map(|part| part.block), Some(about.blocks.len() - 1), "{}: h is last", about.id);
    }
}

/// Each place in the pattern is filled by an operand, and each operand is used.
#[test]
fn patterns_of_numbers_use_all_operands() {
    for cell in cells() {
        let mut session = session::<f64>(&format!("{cell}&data=adding&length=4&width=2&batch=2"), 0);
        session.run(1);
        for view in session.frame().cell(2, 0, 1, 1) {
            let used: BTreeSet<char> = view.part.numbers.chars().filter(|c| ('①'..='⑨').contains(c)).collect();
            let places: BTreeSet<char> = ('①'..='⑨').take(view.operands.len()).collect();
            assert_eq!(used, places, "{cell}: {}", view.part.name);
        }
    }
}

/// Every number in the diagram is a wire's, and every wire is drawn somewhere or is part of an equation that is.
#[test]
fn the_diagram_shows_wires_that_exist() {
    for cell in cells() {
        let mut session = session::<f64>(&format!("{cell}&data=adding&length=4&width=2&batch=2"), 0);
        session.run(1);
        let run = session.frame();
        let about = run.cells(0)[0].about;
        let wires: BTreeSet<&str> = run.wires(2, 0, 1, 1).iter().map(|wire| wire.name).chain(["x"]).collect();
        let spots: BTreeSet<&str> = about.diagram.spots.concat().iter().map(|spot| spot.wire).collect();
        assert!(spots.is_subset(&wires), "{cell}: {:?}", spots.difference(&wires));
        let undrawn: Vec<_> = wires.difference(&spots).collect();
        assert!(undrawn.iter().all(|name| **name == "f·c₋₁"), "{cell}: {undrawn:?}");
    }
}

#[test]
fn changes_are_words_of_the_link() {
    for about in Description::all() {
        assert!(about.kept.knobs.iter().all(|key| KNOBS.iter().any(|knob| knob.key == *key)), "{}", about.id);
        let taken = |changes: &str| Link::parse(&format!("data=adding&{changes}")).warnings;
        let text = |remedy: &Remedy| {
            remedy.changes.iter().map(|(key, value)| format!("{key}={value}")).collect::<Vec<_>>().join("&")
        };
        let own = about.id.trim_end_matches("_cec");
        for remedy in about.longer.iter().chain(about.shorter) {
            let warnings = taken(&format!("cell={own}&{}", text(remedy)));
            assert!(warnings.is_empty(), "{}: {}: {warnings:?}", about.id, remedy.label);
        }
        let beside = about.beside.map(|beside| spec(&format!("data=adding&{beside}")));
        assert!(beside.is_none_or(|spec| spec.cell.key() == about.id), "{}", about.id);
    }
}
