//! What becomes of a row that is inserted with a foreign key to its own table.

use crate::{ForeignKey, Ident, Key, KeyKind, Table};

use super::Semantics;

/// Which INSERTs are checked against a foreign key of a table to itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SelfInsert {
    /// All.
    Checked,
    /// Not those whose first referencing column has the value of the first referenced one.
    UncheckedWhereEqual,
    /// None: the first referencing column is the first referenced one.
    Unchecked,
}

impl Semantics {
    /// Whether a row that points to itself can be inserted, its key being given. InnoDB writes a row index by index, and
    /// checks a foreign key with its own index: the referenced key has to be written before.
    #[must_use]
    pub fn self_row_insertable_over(&self, table: &Table, key: &ForeignKey, referenced: &[Ident]) -> bool {
        self.self_row_insertable
            && !(self.self_row_waits_for_index && written(table, &key.columns) < written(table, referenced))
    }

    /// Which INSERTs are checked against this foreign key of a table to itself. The SQL layer of MySQL takes a row for its
    /// own parent if the first pair of columns is equal, whatever the others are.
    #[must_use]
    pub fn self_insert(&self, key: &ForeignKey, referenced: &[Ident]) -> SelfInsert {
        let telling = key.columns.iter().zip(referenced).filter(|(own, other)| own != other).count();
        if self.composite_self_insert_checked || telling == 0 {
            SelfInsert::Checked
        } else if key.columns.first() == referenced.first() {
            SelfInsert::Unchecked
        } else if telling > 1 {
            SelfInsert::UncheckedWhereEqual
        } else {
            SelfInsert::Checked
        }
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
