//! The reader's own data: takes a table from the page and counts it in the budget.

use super::budget::{Share, free};
use super::tables;
use crate::session::no_room;
use crate::spec::{Rows, Table};
use std::cell::RefCell;
use wasm_bindgen::prelude::{JsError, wasm_bindgen};

thread_local! {
    /// What all tables hold.
    static SHARE: RefCell<Share> = RefCell::new(Share::default());
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
    let id = table.id();
    if tables::table(&id).is_none() {
        if let Some(why) = no_room(table.bytes(), free()) {
            return Err(JsError::new(&why));
        }
        let held = tables::keep(table);
        SHARE.with_borrow_mut(|share| share.set(held));
    }
    Ok(id)
}
