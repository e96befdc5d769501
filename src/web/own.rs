//! The tables that the reader has brought, by their ids: a link has only the id.

use super::budget::{Share, free};
use crate::session::no_room;
use crate::spec::{Rows, Table};
use std::cell::RefCell;
use std::sync::Arc;
use wasm_bindgen::prelude::{JsError, wasm_bindgen};

/// Tables that stay though no lab uses them, so that a change can be taken back.
const KEPT: usize = 8;

thread_local! {
    /// The newest last.
    static TABLES: RefCell<Vec<(Arc<Table>, Share)>> = const { RefCell::new(Vec::new()) };
}

/// Keeps a table of examples, and returns its id: `data=own&own=ID` learns from it. `per_step` is 0 where a row is no
/// sequence, `classes` are the names of the classes that `y` counts, none where `y` are numbers.
///
/// # Errors
/// A sentence if it is too large, or if there is no memory.
#[wasm_bindgen]
pub fn keep_table(
    columns: usize,
    per_step: usize,
    classes: Vec<String>,
    x: Vec<f64>,
    y: Vec<f64>,
) -> Result<String, JsError> {
    let table = Table::new(Rows { columns, per_step, classes, x, y });
    let table = table.ok_or_else(|| JsError::new("This table is larger than the lab can take."))?;
    let (id, bytes) = (table.id(), table.bytes());
    if self::table(&id).is_some() {
        return Ok(id);
    }
    if let Some(why) = no_room(bytes, free()) {
        return Err(JsError::new(&why));
    }
    let mut share = Share::default();
    share.set(bytes);
    TABLES.with_borrow_mut(|tables| {
        tables.push((Arc::new(table), share));
        let mut older = tables.len();
        tables.retain(|(table, _)| {
            older -= 1;
            older < KEPT || Arc::strong_count(table) > 1
        });
    });
    Ok(id)
}

/// The table with this id, if it is here.
pub(super) fn table(id: &str) -> Option<Arc<Table>> {
    TABLES.with_borrow(|tables| tables.iter().find(|(table, _)| table.id() == id).map(|(table, _)| table.clone()))
}
