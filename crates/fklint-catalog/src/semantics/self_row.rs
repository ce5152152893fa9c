//! What becomes of a row that is inserted with a foreign key to its own table.

use crate::{ForeignKey, Ident, Key, KeyKind, Table};

use super::Semantics;

impl Semantics {
    /// Whether a row that points to itself can be inserted, its key being given. InnoDB writes a row index by index, and
    /// checks a foreign key with its own index: the referenced key has to be written before.
    #[must_use]
    pub fn self_row_insertable_over(&self, table: &Table, key: &ForeignKey, referenced: &[Ident]) -> bool {
        self.self_row_insertable
            && !(self.self_row_waits_for_index && written(table, &key.columns) < written(table, referenced))
    }

    /// Whether an INSERT is checked against this foreign key of a table to itself.
    #[must_use]
    pub fn checks_self_insert(&self, key: &ForeignKey, referenced: &[Ident]) -> bool {
        self.composite_self_insert_checked
            || key.columns.len() < 2
            || key.columns.first() != referenced.first()
    }
}

/// When the first index that starts with these columns is written: the primary key, unique keys over mandatory columns,
/// other unique keys, the rest as they come; an index that the engine makes by itself is the last.
fn written(table: &Table, columns: &[Ident]) -> (u8, usize) {
    let starts = |key: &Key| {
        key.parts.len() >= columns.len()
            && key.parts.iter().zip(columns).all(|(part, column)| part.column.as_ref() == Some(column))
    };
    let mandatory = |key: &Key| key.columns().all(|column| !table.is_nullable(column));
    let rank = |key: &Key| match key.kind {
        KeyKind::Primary => Some(0),
        KeyKind::Unique => Some(if mandatory(key) { 1 } else { 2 }),
        KeyKind::Plain => Some(3),
        KeyKind::FullText | KeyKind::Spatial | KeyKind::Exclusion => None,
    };
    let indexes = table.keys.iter().zip(0..).filter(|(key, _)| starts(key));
    indexes.filter_map(|(key, at)| Some((rank(key)?, at))).min().unwrap_or((4, 0))
}
