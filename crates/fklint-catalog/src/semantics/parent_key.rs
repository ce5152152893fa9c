//! Whether referenced columns have the key that the engine wants of them.

use crate::{Deferrable, Ident, Key, KeyKind, KeyPart, Table};

use super::{ParentKey, Semantics};

/// How well the referenced columns are keyed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ParentKeyState {
    /// A whole primary key or unique key that the engine takes.
    Unique,
    /// A plain index that the engine takes; rows may be equal in these columns.
    Accepted,
    /// Unique over these columns, but in another order than the engine wants.
    Reordered,
    /// No key that the engine takes.
    Missing,
}

impl Semantics {
    /// How these columns of a parent are keyed. Partial and expression indexes (s5_sqlite 5b, s6_composite_pg 6c),
    /// prefix indexes (s6_composite_my 6c) and what the engine itself does not take never count.
    #[must_use]
    pub fn parent_key_state(&self, parent: &Table, columns: &[Ident]) -> ParentKeyState {
        let unique = || parent.keys.iter().filter(|key| self.is_parent_key(parent, key, columns));
        let in_this_order = unique().any(|key| key.is_over(columns));
        let in_any_order = unique().next().is_some();
        match self.parent_key {
            ParentKey::UniqueInAnyOrder if in_any_order => ParentKeyState::Unique,
            ParentKey::UniqueInThisOrder | ParentKey::LeadingIndex if in_this_order => ParentKeyState::Unique,
            ParentKey::UniqueInThisOrder if in_any_order => ParentKeyState::Reordered,
            ParentKey::LeadingIndex if self.leads(parent, columns) => ParentKeyState::Accepted,
            _ => ParentKeyState::Missing,
        }
    }

    /// Whether a key is unique over exactly these columns and of a kind that the engine takes as a parent's key.
    fn is_parent_key(&self, parent: &Table, key: &Key, columns: &[Ident]) -> bool {
        let own_collation = |part: &KeyPart| {
            let column = part.column.as_ref().and_then(|column| parent.column(column));
            part.collation.is_none() || column.is_some_and(|column| column.collation == part.collation)
        };
        key.is_unique_over(columns)
            && (key.constraint || self.unique_index_is_parent_key)
            && (key.deferrable == Deferrable::No || self.deferrable_key_is_parent_key)
            && (self.other_collation_is_parent_key || key.parts.iter().all(own_collation))
    }

    /// Whether any index starts with these columns in this order, the engine's own indexes for foreign keys included.
    /// InnoDB ends every index with the primary key, which counts (s6_composite_my 6a).
    fn leads(&self, parent: &Table, columns: &[Ident]) -> bool {
        let primary: Vec<&Ident> =
            parent.primary_key().map(|key| key.columns().collect()).unwrap_or_default();
        let starts = |index: &[&Ident]| {
            let hidden = primary.iter().filter(|column| !index.contains(column));
            let all: Vec<&Ident> = index.iter().chain(hidden).copied().collect();
            all.len() >= columns.len() && all.iter().zip(columns).all(|(a, b)| *a == b)
        };
        let of_key = |key: &Key| {
            let whole =
                key.parts.iter().map_while(|part| part.column.as_ref().filter(|_| part.prefix.is_none()));
            let index: Vec<&Ident> = whole.collect();
            // A prefix or an expression ends what of the index can serve.
            let is_cut = index.len() < key.parts.len();
            if is_cut { index.len() >= columns.len() && starts(&index) } else { starts(&index) }
        };
        let ordered = |key: &&Key| {
            let kind = matches!(key.kind, KeyKind::Primary | KeyKind::Unique | KeyKind::Plain);
            kind && key.method.as_deref() != Some("hash")
        };
        parent.keys.iter().filter(ordered).any(of_key)
            || self.makes_child_index
                && parent.foreign_keys.iter().any(|key| starts(&key.columns.iter().collect::<Vec<_>>()))
    }

    /// Whether the engine makes an index of its own for a foreign key over `columns`: it does so, and none of the table
    /// begins with them in their order.
    #[must_use]
    pub fn makes_index_over(&self, table: &Table, columns: &[Ident]) -> bool {
        let serves = |key: &Key| {
            matches!(key.kind, KeyKind::Primary | KeyKind::Unique | KeyKind::Plain)
                && key.parts.len() >= columns.len()
                && key.parts.iter().zip(columns).all(|(part, column)| {
                    part.is_whole(column) && (self.descending_index_serves || !part.descending)
                })
        };
        self.makes_child_index && !table.keys.iter().any(serves)
    }
}
