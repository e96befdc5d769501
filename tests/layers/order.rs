//! The map of the code: the folders of `src`, which are its layers, and which of them may import which.

/// The layers, each of which may import those before it.
pub const ORDER: &[&str] = &["num", "spec", "data", "net", "train", "probe", "session", "verdict", "figure", "web"];

/// A layer beside the others: it draws numbers and shapes, so it imports `num` only, and `figure` is the first to
/// import it.
pub const BESIDE: &str = "chart";

/// The layer of a source file, written as `src/net/cell/lstm.rs`; none for `src/lib.rs`.
pub fn layer_of(file: &str) -> Option<&str> {
    let below = file.strip_prefix("src/")?;
    let first = below.split('/').next()?.trim_end_matches(".rs");
    (first == BESIDE || ORDER.contains(&first)).then_some(first)
}

/// Whether a file of layer `from` may import from layer `to`.
pub fn may_import(from: &str, to: &str) -> bool {
    let place = |layer| ORDER.iter().position(|known| *known == layer);
    match (from, to) {
        _ if from == to => true,
        (BESIDE, _) => to == "num",
        (_, BESIDE) => place(from) >= place("figure"),
        _ => place(to) < place(from),
    }
}

#[test]
fn imports_may_only_run_to_the_left() {
    assert!(may_import("net", "net") && may_import("net", "num") && may_import("web", "figure"));
    assert!(!may_import("num", "spec") && !may_import("probe", "session") && !may_import("figure", "web"));
    assert!(may_import("chart", "num") && may_import("figure", "chart") && may_import("web", "chart"));
    assert!(!may_import("chart", "spec") && !may_import("verdict", "chart") && !may_import("num", "chart"));
}

#[test]
fn a_layer_is_the_first_folder_below_src() {
    assert_eq!(layer_of("src/net/cell/lstm.rs"), Some("net"));
    assert_eq!(layer_of("src/chart/mod.rs"), Some("chart"));
    assert_eq!(layer_of("src/num.rs"), Some("num"));
    assert_eq!(layer_of("src/lib.rs"), None);
    assert_eq!(layer_of("tests/layers/order.rs"), None);
}
