//! Whether a referenced key changes: by its columns, or by those of the key from which they are copied.

use std::collections::BTreeSet;

use fklint_catalog::graph::TableIndex;
use fklint_catalog::{Ident, ObjectPath, Table};
use fklint_rule::{Cx, FxHashMap};

use super::natural::{Nature, Standing, nature};

/// Answers about referenced columns, each worked out once.
pub(crate) struct Keys<'c> {
    cx: Cx<'c>,
    columns: FxHashMap<(TableIndex, Ident), Origin>,
}

/// Where the values of a column come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Origin {
    nature: Nature,
    /// A foreign key copies them from another table.
    copied: bool,
    /// Someone said that they change.
    declared: bool,
}

impl<'c> Keys<'c> {
    pub(crate) fn new(cx: Cx<'c>) -> Self {
        Self { cx, columns: FxHashMap::default() }
    }

    /// What the key of `table` over `columns` is. A key is natural by one column that is; it is a surrogate, whatever
    /// else is in it, when one of them alone tells rows apart: `(id, type)` follows `id`.
    pub(crate) fn nature(&mut self, table: TableIndex, columns: &[Ident]) -> Nature {
        let Some(definition) = self.cx.catalog.table_at(table as usize) else { return Nature::Surrogate };
        let composite = columns.len() > 1;
        let origins: Vec<Origin> =
            columns.iter().map(|column| self.origin(table, definition, column, composite)).collect();
        if origins.iter().any(|origin| origin.declared) {
            return Nature::Natural;
        }
        let tells_rows_apart = |(origin, column): (&Origin, &Ident)| {
            origin.nature == Nature::Surrogate && is_own_identity(definition, column, origin.copied)
        };
        if composite && origins.iter().zip(columns).any(tells_rows_apart) {
            return Nature::Surrogate;
        }
        origins.iter().map(|origin| origin.nature).max().unwrap_or(Nature::Surrogate)
    }

    /// Follows the foreign keys over a column up to where its values are made.
    fn origin(&mut self, table: TableIndex, definition: &Table, column: &Ident, composite: bool) -> Origin {
        // Most referenced columns are copied from nowhere, and nobody said anything of them.
        let declared = self.cx.declared;
        let silent = declared.mutable.is_empty() && declared.immutable.is_empty();
        if silent && self.source(table, column).is_none() {
            let nature = self.own(definition, column, composite);
            return Origin { nature, copied: false, declared: false };
        }
        let (mut at, mut place, mut name) = (table, definition, column.clone());
        let mut way = Vec::new();
        let mut seen = BTreeSet::new();
        let origin = loop {
            if let Some(known) = self.columns.get(&(at, name.clone())) {
                break *known;
            }
            let first = seen.insert((at, name.clone()));
            way.push((at, name.clone()));
            let path = || ObjectPath::Column(place.name.clone(), name.clone());
            let said = |columns: &BTreeSet<ObjectPath>| !columns.is_empty() && columns.contains(&path());
            if said(&self.cx.declared.mutable) {
                break Origin { nature: Nature::Natural, copied: false, declared: true };
            }
            if said(&self.cx.declared.immutable) {
                break Origin { nature: Nature::Surrogate, copied: false, declared: false };
            }
            match self.source(at, &name).filter(|_| first) {
                Some((parent, there, column)) => (at, place, name) = (parent, there, column),
                None => {
                    let nature = self.own(place, &name, composite && way.len() == 1);
                    break Origin { nature, copied: false, declared: false };
                }
            }
        };
        let copied = way.len() > 1 || origin.copied;
        // The nature of what is not copied depends on the key that asks: it is not kept.
        let last = if origin.copied { way.len() } else { way.len().saturating_sub(1) };
        self.columns.extend(way.drain(..last).map(|key| (key, Origin { copied: true, ..origin })));
        Origin { copied, ..origin }
    }

    /// The parent's column from which this one is copied: by the foreign key with the fewest columns.
    fn source(&self, table: TableIndex, column: &Ident) -> Option<(TableIndex, &'c Table, Ident)> {
        let catalog = self.cx.catalog;
        let over = self.cx.graph.edges_of(table).filter_map(|(_, edge)| {
            let key = edge.key(catalog)?.1;
            let position = key.columns.iter().position(|other| other == column)?;
            Some((key, edge.parent, position)).filter(|_| !edge.is_self())
        });
        let (key, parent, position) = over.min_by_key(|(key, ..)| key.columns.len())?;
        let column = catalog.parent_columns(key)?.get(position)?.clone();
        Some((parent, catalog.table_at(parent as usize)?, column))
    }

    fn own(&self, table: &Table, name: &Ident, composite: bool) -> Nature {
        let Some(column) = table.column(name) else { return Nature::Surrogate };
        let rowid = self.cx.semantics.is_rowid_alias(table, name);
        let primary = table.primary_key().is_some_and(|key| key.is_over(std::slice::from_ref(name)));
        let standing = Standing { rowid, composite, primary };
        nature(self.cx.catalog.engine, table.name.name.as_str(), column, standing)
    }
}

/// Whether an identifier is this table's own: unique by itself, made here, or named `id`, `uuid`, `order_id` of `orders`.
fn is_own_identity(table: &Table, column: &Ident, copied: bool) -> bool {
    let plain = |text: &str| text.to_lowercase().replace('_', "");
    let (name, table_name) = (plain(column.as_str()), plain(table.name.name.as_str()));
    let stem = table_name.strip_suffix('s').unwrap_or(&table_name);
    let named = matches!(name.as_str(), "id" | "uuid" | "guid") || name == format!("{stem}id");
    let made = table.column(column).is_some_and(|column| column.generator.is_some());
    table.is_unique_over(std::slice::from_ref(column)) || !copied && (named || made)
}
