//! The catalog that the rows of `information_schema` add up to. No server is needed for it.

mod column;
mod foreign_key;
mod key;
mod partition;
mod text;

use fklint_catalog::{
    Catalog, Change, Completeness, Engine, Ident, NameKind, Quoting, Settings, StorageEngine, Table,
    TableKind, TableName, Version,
};
use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::{SmolStr, StrExt};

use super::facts::{Facts, Place};
use super::rows::{PartitionRow, RuleRow, TableRow};

/// What a catalog is, besides its tables.
pub(super) struct Frame {
    pub(super) engine: Engine,
    pub(super) version: Version,
    /// The one database that is read, where it is one: its tables have no schema in their names.
    pub(super) single: Option<String>,
    pub(super) settings: Settings,
}

/// Builds the catalog; what is odd in it goes to the notes. `unseen` are tables that exist, or may, and of which
/// nothing more is known.
pub(super) fn build(frame: Frame, facts: &Facts, unseen: &[Place], notes: &mut Vec<String>) -> Catalog {
    let mut build = Build { frame, folds: facts.folds, tables: Vec::new(), index: FxHashMap::default() };
    build.tables(facts, notes);
    build.partitions(facts);
    build.columns(facts);
    build.keys(facts);
    build.checks(facts);
    build.foreign_keys(facts, notes);
    for (schema, name) in unseen {
        let mut table = Table::new(build.table_name(schema, name));
        table.completeness = Completeness::Unseen;
        build.tables.push(table);
    }
    build.finish()
}

struct Build {
    frame: Frame,
    folds: bool,
    tables: Vec<Table>,
    index: FxHashMap<Place, usize>,
}

impl Build {
    fn tables(&mut self, facts: &Facts, notes: &mut Vec<String>) {
        let mut rows: Vec<&TableRow> = facts.tables.iter().collect();
        rows.sort_by_cached_key(|row| (!self.is_default(&row.schema), row.schema.clone(), row.name.clone()));
        for row in rows {
            let Some(kind) = kind(row, notes) else { continue };
            let mut table = Table::new(self.table_name(&row.schema, &row.name));
            if kind == TableKind::View {
                table.completeness = Completeness::ColumnsUnknown;
            } else if row.storage_engine.is_none() {
                table.completeness = Completeness::ColumnsUnknown;
                notes.push(format!(
                    "the server cannot open `{}.{}`: its columns are not known",
                    row.schema, row.name
                ));
            }
            table.kind = kind;
            table.storage_engine = row.storage_engine.as_deref().map(|name| StorageEngine(name.into()));
            table.partition_by = row.is_partitioned().then(SmolStr::default);
            table.collation = row.collation.as_deref().map(StrExt::to_lowercase_smolstr);
            table.charset = table.collation.as_deref().map(charset);
            self.index.insert(facts.place(&row.schema, &row.name), self.tables.len());
            self.tables.push(table);
        }
    }

    fn partitions(&mut self, facts: &Facts) {
        let mut rows: Vec<_> = facts.partitions.iter().collect();
        rows.sort_by(|a, b| {
            let order = |row: &PartitionRow| (row.position, row.subposition);
            (&a.schema, &a.table, order(a)).cmp(&(&b.schema, &b.table, order(b)))
        });
        for of_table in rows.chunk_by(|a, b| (&a.schema, &a.table) == (&b.schema, &b.table)) {
            let (schema, table) = (&of_table[0].schema, &of_table[0].table);
            let by = facts.shown_partitions.get(&(schema.clone(), table.clone())).cloned();
            if let Some(&index) = self.index.get(&facts.place(schema, table)) {
                self.tables[index].partition_by = Some(by.unwrap_or_else(|| partition::by(of_table).into()));
            }
        }
    }

    fn columns(&mut self, facts: &Facts) {
        let mut rows: Vec<_> = facts.columns.iter().collect();
        rows.sort_by_key(|row| row.position);
        for row in rows {
            let engine = self.frame.engine;
            if let Some(table) = self.whole(facts, &row.schema, &row.table) {
                table.columns.push(column::column(row, engine));
            }
        }
    }

    fn keys(&mut self, facts: &Facts) {
        let row_ends: FxHashSet<_> = facts
            .columns
            .iter()
            .filter(|row| column::is_row_end(row))
            .map(|row| (&row.schema, &row.table, Some(&row.name)))
            .collect();
        let mut rows: Vec<_> = facts.key_parts.iter().collect();
        rows.sort_by(|a, b| {
            let rank = |key: &str, unique: bool| (key != "PRIMARY", !unique);
            let (first, second) = (rank(&a.key, a.unique), rank(&b.key, b.unique));
            first.cmp(&second).then_with(|| (&a.key, a.position).cmp(&(&b.key, b.position)))
        });
        for row in rows {
            let engine = self.frame.engine;
            if row_ends.contains(&(&row.schema, &row.table, row.column.as_ref())) {
                continue;
            }
            if let Some(table) = self.whole(facts, &row.schema, &row.table) {
                key::add_part(&mut table.keys, row, engine, table.options.storage_engine.as_ref());
            }
        }
    }

    /// The names of checks are unique in a database of MySQL, and in a table of MariaDB, which says the table.
    fn checks(&mut self, facts: &Facts) {
        let owners: FxHashMap<_, _> =
            facts.check_owners.iter().map(|row| ((&row.schema, &row.name), &row.table)).collect();
        for row in &facts.checks {
            let engine = self.frame.engine;
            let Some(owner) = row.table.as_ref().or_else(|| owners.get(&(&row.schema, &row.name)).copied())
            else {
                continue;
            };
            if let Some(table) = self.whole(facts, &row.schema, owner) {
                let name = Ident::new(engine, NameKind::Column, &row.name, Quoting::Quoted);
                table.checks.push(key::check(row, engine, table.column(&name).is_some()));
            }
        }
    }

    fn foreign_keys(&mut self, facts: &Facts, notes: &mut Vec<String>) {
        let rules: FxHashMap<_, &RuleRow> =
            facts.rules.iter().map(|rule| ((&rule.schema, &rule.table, &rule.key), rule)).collect();
        let mut rows: Vec<_> = facts.foreign_key_parts.iter().collect();
        rows.sort_by(|a, b| (&a.key, a.position).cmp(&(&b.key, b.position)));
        for row in rows {
            let rule = rules.get(&(&row.schema, &row.table, &row.key)).copied();
            let Some(&child) = self.index.get(&facts.place(&row.schema, &row.table)) else { continue };
            // Where names are compared without case, the server may spell the parent otherwise than the table is.
            let parent = self.index.get(&facts.place(&row.parent_schema, &row.parent));
            let parent = match parent {
                Some(&parent) => self.tables[parent].name.clone(),
                None => self.table_name(&row.parent_schema, &row.parent),
            };
            let keys = &mut self.tables[child].foreign_keys;
            foreign_key::add_part(keys, row, self.frame.engine, || parent, rule, notes);
        }
    }

    fn finish(self) -> Catalog {
        let Frame { engine, version, single, settings } = self.frame;
        let mut catalog = Catalog::new(engine, Some(version));
        catalog.default_schema =
            single.map(|name| Ident::new(engine, NameKind::Schema, &name, Quoting::Quoted));
        for table in self.tables {
            // No two rows are of one table.
            let _ = catalog.apply(&Change::CreateTable { table: table.into(), if_not_exists: true });
        }
        catalog.settings = settings;
        catalog
    }

    /// The table, where its columns are known.
    fn whole(&mut self, facts: &Facts, schema: &str, table: &str) -> Option<&mut Table> {
        let index = *self.index.get(&facts.place(schema, table))?;
        self.tables.get_mut(index).filter(|table| table.completeness == Completeness::Whole)
    }

    fn table_name(&self, schema: &str, name: &str) -> TableName {
        let ident = |kind, text| Ident::new(self.frame.engine, kind, text, Quoting::Quoted);
        TableName {
            schema: (!self.is_default(schema)).then(|| ident(NameKind::Schema, schema)),
            name: ident(NameKind::Table, name),
        }
    }

    fn is_default(&self, schema: &str) -> bool {
        let single = self.frame.single.as_deref();
        single.is_some_and(|one| {
            if self.folds { one.to_lowercase() == schema.to_lowercase() } else { one == schema }
        })
    }
}

/// `None` for what holds no rows of the schema: sequences, tables of this very session.
fn kind(row: &TableRow, notes: &mut Vec<String>) -> Option<TableKind> {
    match row.kind.as_str() {
        "BASE TABLE" | "SYSTEM VERSIONED" => Some(TableKind::Base),
        "VIEW" | "SYSTEM VIEW" => Some(TableKind::View),
        "SEQUENCE" | "TEMPORARY" | "TEMPORARY SEQUENCE" => None,
        other => {
            notes.push(format!("`{}.{}` is a `{other}`, taken for a table", row.schema, row.name));
            Some(TableKind::Base)
        }
    }
}

/// The character set of a collation: its first word.
fn charset(collation: &str) -> SmolStr {
    collation.split('_').next().unwrap_or(collation).into()
}

#[cfg(test)]
mod tests;
