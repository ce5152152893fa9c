//! Which table a column is named for, among those that can be referred to.

use fklint_catalog::graph::TableIndex;
use fklint_catalog::{Column, Table, TableKind, TableName};
use fklint_rule::{Cx, FxHashMap, FxHashSet};

use super::names;

/// Tables by the names that columns give to their keys.
pub(super) struct Named<'c> {
    by_key: FxHashMap<names::Spelling, Vec<TableIndex>>,
    /// The plain names of all tables.
    tables: FxHashSet<names::Spelling>,
    /// Partitioned tables of which a partition has a foreign key of its own.
    pub(super) checked_in_parts: FxHashSet<&'c TableName>,
}

impl<'c> Named<'c> {
    pub(super) fn of(cx: Cx<'c>) -> Self {
        let mut named = Self {
            by_key: FxHashMap::default(),
            tables: FxHashSet::default(),
            checked_in_parts: FxHashSet::default(),
        };
        let (mut table_name, mut key_name) = (String::new(), String::new());
        for (table, index) in cx.catalog.tables().zip(0..) {
            names::plain(table.name.name.as_str(), &mut table_name);
            named.tables.insert(table_name.clone());
            named.checked_in_parts.extend(table.partition_of().filter(|_| !table.foreign_keys.is_empty()));
            let Some((_, key)) = keyed(table).filter(|_| takes_part(cx, table)) else { continue };
            names::plain(key.name.as_str(), &mut key_name);
            for spelling in names::spellings(&table_name, &key_name) {
                let tables = named.by_key.entry(spelling).or_default();
                if tables.last() != Some(&index) {
                    tables.push(index);
                }
            }
        }
        named
    }

    /// The one table of the child's schema for whose key a column is named.
    pub(super) fn table(&self, cx: Cx<'_>, child: &Table, column: &str) -> Option<TableIndex> {
        let beside = |index: &&TableIndex| {
            cx.catalog.table_at(**index as usize).is_some_and(|table| table.name.schema == child.name.schema)
        };
        let mut candidates = self.by_key.get(column)?.iter().filter(beside);
        let only = candidates.next().copied();
        only.filter(|_| candidates.next().is_none())
    }

    /// Whether the child belongs to a group of tables that has a parent of that name of its own: `fed_user` beside
    /// `user`, for `fed_role`.
    pub(super) fn has_nearer(&self, child: &Table, parent: &Table) -> bool {
        let name = child.name.name.as_str();
        let group = name.split('_').next().filter(|group| group.len() < name.len()).unwrap_or("");
        let mut nearer = String::new();
        names::plain(&format!("{group}{}", parent.name.name.as_str()), &mut nearer);
        !group.is_empty() && self.tables.contains(&nearer)
    }
}

/// A table with its primary key, where that is a single column.
pub(super) fn keyed(table: &Table) -> Option<(&Table, &Column)> {
    let primary = table.primary_key()?;
    let [part] = primary.parts.as_slice() else { return None };
    Some((table, table.column(part.column.as_ref()?)?))
}

/// Whether a table can be a child or a parent, and all of it was read.
pub(super) fn takes_part(cx: Cx<'_>, table: &Table) -> bool {
    table.kind == TableKind::Base
        && table.is_whole()
        && table.inherits.is_empty()
        && (!table.is_partitioned() || cx.semantics.partitioned_tables)
        && cx.semantics.keeps_foreign_keys(table.storage_engine.as_ref())
}
