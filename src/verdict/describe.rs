//! The descriptions of the cells as JSON, for the page's diagrams, legends and comparisons.

use crate::net::cell::{Description, Diagram, Label, Spot};
use alloc::string::ToString;
use alloc::vec::Vec;
use serde_json::{Value, json};

/// Every cell and variant, by its identifier.
pub(super) fn cells() -> Value {
    Value::Object(Description::all().map(|about| (about.id.to_string(), cell(about))).collect())
}

fn cell(about: &Description) -> Value {
    json!({
        "name": about.name,
        "beside": about.beside,
        "memory": about.memory.map(|_| about.carried().name),
        "knobs": about.kept.knobs,
        "diagram": diagram(&about.diagram),
    })
}

fn diagram(diagram: &Diagram) -> Value {
    json!({
        "foot": diagram.foot,
        "wires": diagram.wires.concat(),
        "dots": diagram.dots.concat(),
        "boxes": labels(diagram.boxes),
        "nodes": labels(diagram.nodes),
        "names": labels(diagram.names),
        "spots": diagram.spots.concat().iter().map(spot).collect::<Vec<_>>(),
    })
}

fn labels(groups: &[&[Label]]) -> Vec<Value> {
    let label = |&Label { x, y, text }: &Label| json!({ "x": x, "y": y, "text": text });
    groups.iter().copied().flatten().map(label).collect()
}

fn spot(&Spot { wire, value, gradient, ends }: &Spot) -> Value {
    json!({ "wire": wire, "value": value, "gradient": gradient, "ends": ends })
}
