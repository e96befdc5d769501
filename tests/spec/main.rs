//! The experiment as data: its link, its limits, and the catalog of what can be chosen.
#![cfg(not(target_arch = "wasm32"))]

mod catalog;
mod limits;
mod links;
mod warnings;

use gradient_lab::spec::{Link, Spec};

/// Whatever the text: a spec that can be built, sentences as warnings, and text that reads back alike.
fn assert_total(text: &str) -> Link {
    let link = Link::parse(text);
    assert!(link.spec.check().is_ok(), "{text:?}: {:?}", link.spec.check());
    assert!(link.step <= 1_000_000, "{text:?}");
    assert!(link.warnings.len() <= 21);
    for warning in &link.warnings {
        assert!(
            warning.ends_with('.') && warning.len() < 400 && !warning.contains('\n'),
            "{text:?}: {warning:?} is no short sentence"
        );
    }
    assert_round_trip(&link.spec);
    link
}

fn assert_round_trip(spec: &Spec) {
    for form in [spec.to_text(), format!("#{}", spec.to_text()), spec.to_json()] {
        let back = Link::parse(&form);
        assert_eq!(&back.spec, spec, "{form}");
        assert_eq!(back.warnings, Vec::<String>::new(), "{form}");
        assert_eq!((back.spec.to_text(), back.spec.to_json()), (spec.to_text(), spec.to_json()));
    }
}
