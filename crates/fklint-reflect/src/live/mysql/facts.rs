//! What the queries of the catalog gave, and what is still missing in it.

use std::collections::BTreeSet;

use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;

use super::rows::{
    CheckOwnerRow, CheckRow, ColumnRow, ForeignKeyPartRow, KeyPartRow, PartitionRow, RuleRow, TableRow,
};

/// A database and a table in it.
pub(super) type Place = (String, String);

/// The rows of all queries of the catalog.
#[derive(Debug, Default)]
pub(super) struct Facts {
    /// Whether the server compares names of databases and tables without case (`lower_case_table_names` 1 and 2).
    pub(super) folds: bool,
    pub(super) tables: Vec<TableRow>,
    pub(super) columns: Vec<ColumnRow>,
    pub(super) key_parts: Vec<KeyPartRow>,
    pub(super) foreign_key_parts: Vec<ForeignKeyPartRow>,
    pub(super) rules: Vec<RuleRow>,
    pub(super) checks: Vec<CheckRow>,
    pub(super) check_owners: Vec<CheckOwnerRow>,
    pub(super) partitions: Vec<PartitionRow>,
    /// What follows `PARTITION BY` in the tables' own definitions, where the rows do not tell it.
    pub(super) shown_partitions: FxHashMap<Place, SmolStr>,
}

impl Facts {
    /// A name as the server compares it.
    pub(super) fn fold(&self, name: &str) -> String {
        if self.folds { name.to_lowercase() } else { name.to_owned() }
    }

    /// A table as the server compares it.
    pub(super) fn place(&self, schema: &str, table: &str) -> Place {
        (self.fold(schema), self.fold(table))
    }

    /// The tables with foreign keys whose actions are not known: MariaDB shows them only to those who may do more
    /// than SELECT from the table.
    pub(super) fn without_rules(&self) -> BTreeSet<Place> {
        let known: FxHashSet<_> =
            self.rules.iter().map(|rule| (&rule.schema, &rule.table, &rule.key)).collect();
        let parts = self.foreign_key_parts.iter();
        parts
            .filter(|part| !known.contains(&(&part.schema, &part.table, &part.key)))
            .map(|part| (part.schema.clone(), part.table.clone()))
            .collect()
    }

    /// The partitioned tables whose definitions their rows do not tell: the rows hold nothing of the intervals and
    /// limits of SYSTEM_TIME, give `0` for the DEFAULT of a LIST (10.11.19, 11.8.9), and `-1` for 18446744073709551615
    /// (9.7.4 too).
    pub(super) fn untold_partitions(&self) -> BTreeSet<Place> {
        let untold = |row: &&PartitionRow| match (row.method.as_str(), row.values.as_deref()) {
            ("SYSTEM_TIME", _) => true,
            ("LIST", Some("0")) => true,
            ("RANGE" | "LIST", Some(values)) => values.contains('-'),
            _ => false,
        };
        let rows = self.partitions.iter().filter(untold);
        rows.map(|row| (row.schema.clone(), row.table.clone())).collect()
    }

    /// The parents that lie in other databases than these.
    pub(super) fn parents_outside(&self, schemas: &[String]) -> BTreeSet<Place> {
        let inside: FxHashSet<String> = schemas.iter().map(|schema| self.fold(schema)).collect();
        self.parents(|part| !inside.contains(&self.fold(&part.parent_schema)))
    }

    /// The parents that are not among the tables.
    pub(super) fn parents_unseen(&self) -> BTreeSet<Place> {
        let seen: FxHashSet<Place> =
            self.tables.iter().map(|table| self.place(&table.schema, &table.name)).collect();
        self.parents(|part| !seen.contains(&self.place(&part.parent_schema, &part.parent)))
    }

    /// The parents of which the server has found a key: they exist, whoever may see them.
    pub(super) fn parents_proven(&self) -> FxHashSet<Place> {
        let found = self.rules.iter().filter(|rule| rule.parent_key.is_some());
        let found: FxHashSet<_> = found.map(|rule| (&rule.schema, &rule.table, &rule.key)).collect();
        let is_found = |part: &ForeignKeyPartRow| found.contains(&(&part.schema, &part.table, &part.key));
        self.parents(is_found).into_iter().collect()
    }

    /// Adds tables of other databases, of which only these are asked for, and none of their foreign keys.
    pub(super) fn add(&mut self, outside: Self, asked: &BTreeSet<Place>) {
        let asked: FxHashSet<Place> = asked.iter().map(|(schema, table)| self.place(schema, table)).collect();
        let folds = self.folds;
        let fold = |name: &str| if folds { name.to_lowercase() } else { name.to_owned() };
        let is_asked = |schema: &str, table: &str| asked.contains(&(fold(schema), fold(table)));
        self.tables.extend(outside.tables.into_iter().filter(|row| is_asked(&row.schema, &row.name)));
        self.columns.extend(outside.columns.into_iter().filter(|row| is_asked(&row.schema, &row.table)));
        self.key_parts.extend(outside.key_parts.into_iter().filter(|row| is_asked(&row.schema, &row.table)));
    }

    fn parents(&self, of: impl Fn(&ForeignKeyPartRow) -> bool) -> BTreeSet<Place> {
        let parts = self.foreign_key_parts.iter().filter(|part| of(part));
        parts.map(|part| (part.parent_schema.clone(), part.parent.clone())).collect()
    }
}
