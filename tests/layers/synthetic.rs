//! The resolver and the search for circles, on small crates written for the purpose.

use super::circles::circles;
use super::imports::Imports;
use super::modules::Crate;

/// The imports of a crate given as pairs of file and text; the first file is its root.
fn imports(files: &[(&str, &str)]) -> Imports {
    let read = |wanted: &str| files.iter().find(|(file, _)| *file == wanted).map(|(_, text)| text.to_string());
    let mut imports = Imports::default();
    imports.add(&Crate::read(files[0].0, &read));
    assert!(imports.unresolved.is_empty(), "{:?}", imports.unresolved);
    imports
}

/// The same as `from -> to`, without folder and extension.
fn edges(files: &[(&str, &str)]) -> Vec<String> {
    let short = |file: &str| file.trim_start_matches("src/").trim_end_matches(".rs").to_string();
    imports(files).edges.keys().map(|(from, to)| format!("{} -> {}", short(from), short(to))).collect()
}

/// A crate of two modules, `a` with the given text and `b` with one of each kind of item.
fn a_uses_b(a: &str) -> Vec<String> {
    let b = "pub struct Thing; pub enum Kind { One } pub fn work() {} pub trait Does {}";
    edges(&[("src/lib.rs", "mod a; mod b;"), ("src/a.rs", a), ("src/b.rs", b)])
}

#[test]
fn every_form_of_an_import_counts() {
    for a in [
        "use crate::b::Thing;",
        "use crate::b::{Kind, Thing as Other};",
        "use crate::{b::{Thing}};",
        "use super::b::Thing;",
        "use crate::b::Kind::*;",
        "use crate::b::Kind::One;",
        "use crate::b::Does as _;",
        "use crate::b; fn f() { b::work() }",
        "use crate::b::{self}; fn f() { b::work() }",
        "use crate::b as c; fn f() { c::work() }",
        "use crate::b::*; fn f() { work() }",
        "use crate::b::*; struct S(Thing);",
        "fn f() -> crate::b::Thing { todo!() }",
        "fn f() { use crate::b::Thing; }",
        "fn f() { println!(\"{}\", crate::b::work()) }",
        "fn f() { (0..crate::b::work()).len() }",
        "impl crate::b::Does for u8 {}",
        "mod tests { use super::super::b::work; }",
        "mod tests { use crate::b::work; }",
    ] {
        assert_eq!(a_uses_b(a), ["a -> b"], "{a}");
    }
}

#[test]
fn what_is_no_import_does_not_count() {
    for a in [
        "use crate::b;",
        "use crate::b::*;",
        "pub use crate::b::Thing;",
        "pub(crate) use crate::b::Thing;",
        "use core::fmt; fn f(b: u8) { b.work(); fmt::b::Thing }",
        "use ::b::Thing;",
        "/// [`crate::b::Thing`]\nfn f() {}",
        "use crate::b::*; fn work() {} fn f() { work() }",
        "use crate::b::*; fn f(work: u8) { let x = work; x.work(); S { work }; work != x; }",
    ] {
        assert_eq!(a_uses_b(a), Vec::<String>::new(), "{a}");
    }
}

#[test]
fn a_re_export_counts_where_its_file_uses_it() {
    assert_eq!(a_uses_b("pub use crate::b::Thing; fn f(thing: Thing) {}"), ["a -> b"]);
    assert_eq!(a_uses_b("pub use crate::b::work; fn f() { work() }"), ["a -> b"]);
}

#[test]
fn an_import_counts_to_the_file_that_defines_the_item() {
    let files = [
        ("src/lib.rs", "mod inner; mod user; pub use inner::Thing;"),
        ("src/inner/mod.rs", "mod deep; mod list; pub use deep::Thing; pub use list::*; pub fn own() {}"),
        ("src/inner/deep.rs", "pub struct Thing;"),
        ("src/inner/list.rs", "pub struct Listed;"),
        ("src/user.rs", "use crate::inner::{Listed, Thing, own};"),
    ];
    assert_eq!(edges(&files), ["user -> inner/deep", "user -> inner/list", "user -> inner/mod"]);
    let through_root = [&files[..4], &[("src/user.rs", "use crate::Thing;")]].concat();
    assert_eq!(edges(&through_root), ["user -> inner/deep"]);
}

#[test]
fn items_that_macros_define_are_found() {
    let files = [
        ("src/lib.rs", "mod a; mod made; mod user;"),
        ("src/a.rs", "macro_rules! make { ($name:ident) => { pub struct $name; } } pub(crate) use make;"),
        ("src/made.rs", "use crate::a::make; make! { Made }"),
        ("src/user.rs", "use crate::made::Made;"),
    ];
    assert_eq!(edges(&files), ["made -> a", "user -> made"]);
}

#[test]
fn a_module_and_a_function_may_share_a_name() {
    let files = [
        ("src/lib.rs", "mod why; mod user; pub use why::why;"),
        ("src/why.rs", "pub fn why() {} pub struct Why;"),
        ("src/user.rs", "use super::why; use crate::why::Why; fn f() { why() }"),
    ];
    assert_eq!(edges(&files), ["user -> why"]);
}

#[test]
fn files_are_found_as_the_compiler_finds_them() {
    let files = [
        ("tests/a/main.rs", "#[path = \"../support/tool.rs\"] mod tool; mod part; use tool::Tool;"),
        ("tests/support/tool.rs", "mod deep; pub struct Tool(deep::Deep);"),
        ("tests/support/deep.rs", "pub struct Deep;"),
        ("tests/a/part.rs", "use super::tool::Tool;"),
    ];
    assert_eq!(
        edges(&files),
        [
            "tests/a/main -> tests/support/tool",
            "tests/a/part -> tests/support/tool",
            "tests/support/tool -> tests/support/deep",
        ]
    );
}

#[test]
fn what_leads_nowhere_is_reported() {
    let read = |file: &str| (file == "src/lib.rs").then(|| "use crate::nothing::Here;".to_string());
    let mut imports = Imports::default();
    imports.add(&Crate::read("src/lib.rs", &read));
    assert_eq!(imports.unresolved, ["src/lib.rs: crate::nothing::Here"]);
}

#[test]
fn a_circle_is_reported_with_its_files_and_names() {
    let files = [
        ("src/lib.rs", "mod a; mod b; mod c; mod d;"),
        ("src/a.rs", "use crate::b::B; pub struct A;"),
        ("src/b.rs", "use crate::c::C; pub struct B;"),
        ("src/c.rs", "use crate::{a::A, d::D}; pub struct C;"),
        ("src/d.rs", "pub struct D;"),
    ];
    let expected = "circle of 3 files: src/a.rs -> src/b.rs -> src/c.rs -> src/a.rs
    src/a.rs -> src/b.rs  (B)
    src/b.rs -> src/c.rs  (C)
    src/c.rs -> src/a.rs  (A)";
    assert_eq!(circles(&imports(&files)), [expected]);
}

#[test]
fn a_parent_and_its_child_can_be_a_circle() {
    let child = ("src/a/child.rs", "use super::A; pub fn help(_: A) {}");
    let declares = ("src/lib.rs", "mod a;");
    let uses = ("src/a/mod.rs", "mod child; pub struct A; fn f() { child::help(A) }");
    assert_eq!(circles(&imports(&[declares, uses, child])).len(), 1);
    let re_exports = ("src/a/mod.rs", "mod child; pub use child::help; pub struct A;");
    assert_eq!(circles(&imports(&[declares, re_exports, child])), Vec::<String>::new());
}

#[test]
fn two_circles_are_two() {
    let files = [
        ("src/lib.rs", "mod a; mod b; mod c; mod d;"),
        ("src/a.rs", "use crate::b::B; pub struct A;"),
        ("src/b.rs", "use crate::a::A; pub struct B;"),
        ("src/c.rs", "use crate::{a::A, d::D}; pub struct C;"),
        ("src/d.rs", "use crate::c::C; pub struct D;"),
    ];
    assert_eq!(circles(&imports(&files)).len(), 2);
}
