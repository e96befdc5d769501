//! The tables that the reader has brought, by their ids: a link has only the id.

use crate::spec::Table;
use std::cell::RefCell;
use std::sync::Arc;

/// Tables that stay though no lab uses them, so that a change can be taken back.
const KEPT: usize = 8;

thread_local! {
    /// The newest last.
    static TABLES: RefCell<Vec<Arc<Table>>> = const { RefCell::new(Vec::new()) };
}

/// Keeps a table; old ones that no lab uses go. Returns the bytes of all that are kept.
pub(super) fn keep(table: Table) -> usize {
    TABLES.with_borrow_mut(|tables| {
        tables.push(Arc::new(table));
        let mut older = tables.len();
        tables.retain(|table| {
            older -= 1;
            older < KEPT || Arc::strong_count(table) > 1
        });
        tables.iter().map(|table| table.bytes()).sum()
    })
}

/// The table with this id, if it is here.
pub(super) fn table(id: &str) -> Option<Arc<Table>> {
    TABLES.with_borrow(|tables| tables.iter().find(|table| table.id() == id).cloned())
}
