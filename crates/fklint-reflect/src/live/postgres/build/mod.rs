//! From rows to a catalog: joined in memory, as the DDL reader would have read the same schema from pg_dump.

mod foreign_keys;
mod keys;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use fklint_catalog::{
    Catalog, Change, Check, Column, Completeness, DataType, Engine, Generated, Generator, Ident, NameKind,
    Quoting, Table, TableKind, TableName, Version,
};
use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;

use super::rows::{self, Rows};
use crate::ddl;

const ENGINE: Engine = Engine::Postgres;

/// A catalog, and what was odd about the rows.
pub(super) fn catalog(rows: &Rows, version: Version, default_schema: &str) -> (Catalog, Vec<String>) {
    let mut catalog = Catalog::new(ENGINE, Some(version));
    let default_schema = ident(NameKind::Schema, default_schema);
    let mut build = Build::new(rows, &default_schema);
    build.parents();
    build.columns();
    build.keys();
    build.foreign_keys();
    build.checks();
    let Build { tables, mut notes, .. } = build;
    catalog.default_schema = Some(default_schema);
    for table in tables {
        // The tables of one database have different names, but two schemas may be called alike where they differ
        // behind the 63rd byte: no server keeps such names.
        if let Err(why) = catalog.apply(&Change::CreateTable { table: Arc::new(table), if_not_exists: false })
        {
            notes.push(why.to_string());
        }
    }
    (catalog, notes)
}

/// A name as the server keeps it.
fn ident(kind: NameKind, name: &str) -> Ident {
    Ident::new(ENGINE, kind, name, Quoting::Quoted)
}

/// A column as indexes and constraints speak of it.
struct Numbered {
    number: i16,
    name: Ident,
    collation: u32,
}

struct Build<'r> {
    rows: &'r Rows,
    default_schema: &'r Ident,
    /// One for each relation, in its order.
    tables: Vec<Table>,
    /// The place of a relation.
    places: FxHashMap<u32, usize>,
    /// The columns of each relation, in the order of their numbers.
    numbered: Vec<Vec<Numbered>>,
    collations: FxHashMap<u32, &'r str>,
    notes: Vec<String>,
}

impl<'r> Build<'r> {
    fn new(rows: &'r Rows, default_schema: &'r Ident) -> Self {
        let places = rows.relations.iter().enumerate().map(|(at, relation)| (relation.oid, at)).collect();
        let collations = rows.collations.iter().map(|row| (row.oid, row.collname.as_str())).collect();
        let tables: Vec<Table> = rows.relations.iter().map(|row| table(row, default_schema)).collect();
        let numbered = tables.iter().map(|_| Vec::new()).collect();
        Self { rows, default_schema, tables, places, numbered, collations, notes: Vec::new() }
    }

    fn parents(&mut self) {
        for row in &self.rows.parents {
            let Some(&at) = self.places.get(&row.relation) else { continue };
            let parent = table_name(&row.schema, &row.name, self.default_schema);
            let relation = &self.rows.relations[at];
            if relation.is_partition {
                let bounds = relation.bound.as_deref().unwrap_or_default().into();
                self.tables[at].kind = TableKind::Partition { of: parent.into(), bounds };
            } else {
                self.tables[at].inherits.push(parent);
            }
        }
        let read = self.rows.relations.iter().zip(&self.tables).filter(|(row, _)| row.is_asked);
        let asked: FxHashSet<&TableName> = read.clone().map(|(_, table)| &table.name).collect();
        for (_, table) in read {
            if let Some(parent) = table.partition_of()
                && !asked.contains(parent)
            {
                let name = &table.name;
                self.notes
                    .push(format!("`{name}`: the foreign keys of `{parent}` hold here too and are not read"));
            }
        }
    }

    fn columns(&mut self) {
        let mut columns: Vec<Vec<Column>> = Vec::new();
        columns.resize_with(self.tables.len(), Vec::new);
        for row in &self.rows.columns {
            let Some(&at) = self.places.get(&row.relation) else { continue };
            let column = self.column(row, at);
            let name = column.name.clone();
            self.numbered[at].push(Numbered { number: row.number, name, collation: row.collation });
            if self.tables[at].is_whole() {
                columns[at].push(column);
            }
        }
        for (table, columns) in self.tables.iter_mut().zip(columns) {
            table.columns = columns.into();
        }
    }

    fn column(&mut self, row: &rows::Column, table: usize) -> Column {
        let name = ident(NameKind::Column, &row.name);
        let mut column = Column::new(name, DataType::parse(&row.data_type));
        column.not_null = row.not_null;
        if row.collates_otherwise {
            column.collation = self.collations.get(&row.collation).map(|&name| name.into());
        }
        let text = row.default.as_deref();
        if row.has_default && text.is_none() {
            self.note(table, &format!("column `{}` lost its default while it was read", row.name));
        }
        match row.generated.0 {
            0 => column.default = text.map(SmolStr::new),
            code => {
                if !matches!(code, b's' | b'v') {
                    let letter = row.generated.letter();
                    self.note(
                        table,
                        &format!("column `{}` is generated in a way `{letter}` not known", row.name),
                    );
                }
                let generated =
                    |text| Generated { expression: ddl::expression(text, ENGINE), stored: code == b's' };
                column.generated = text.map(|text| Box::new(generated(text)));
            }
        }
        column.generator = match row.identity.0 {
            b'a' => Some(Generator::IdentityAlways),
            0 => column.default.as_deref().and_then(Generator::of_default),
            code => {
                if code != b'd' {
                    let letter = row.identity.letter();
                    self.note(
                        table,
                        &format!("column `{}` is an identity of a kind `{letter}` not known", row.name),
                    );
                }
                Some(Generator::IdentityByDefault)
            }
        };
        column
    }

    fn checks(&mut self) {
        for row in &self.rows.checks {
            let Some(&at) = self.places.get(&row.relation) else { continue };
            match &row.expression {
                Some(text) => self.tables[at].checks.push(Check {
                    name: Some(ident(NameKind::Constraint, &row.name)),
                    expression: ddl::expression(text, ENGINE),
                }),
                None => self.note(at, &format!("check `{}` went while it was read", row.name)),
            }
        }
    }

    fn numbered(&self, table: usize, number: i16) -> Option<&Numbered> {
        let columns = &self.numbered[table];
        columns.binary_search_by_key(&number, |column| column.number).ok().map(|at| &columns[at])
    }

    /// The columns of these numbers; `None` when one is not there.
    fn names(&self, table: usize, numbers: &[i16]) -> Option<Vec<Ident>> {
        numbers.iter().map(|&number| Some(self.numbered(table, number)?.name.clone())).collect()
    }

    fn note(&mut self, table: usize, what: &str) {
        self.notes.push(format!("`{}`: {what}", self.tables[table].name));
    }
}

fn table(row: &rows::Relation, default_schema: &Ident) -> Table {
    let mut table = Table::new(table_name(&row.schema, &row.name, default_schema));
    table.unlogged = row.is_unlogged;
    table.partition_by = row.partition_key.as_deref().map(SmolStr::new);
    match row.kind.0 {
        b'f' => table.kind = TableKind::Foreign,
        b'v' | b'm' => {
            table.kind = TableKind::View;
            table.completeness = Completeness::ColumnsUnknown;
        }
        _ => {}
    }
    table
}

fn table_name(schema: &str, name: &str, default_schema: &Ident) -> TableName {
    let schema = Some(ident(NameKind::Schema, schema)).filter(|schema| schema != default_schema);
    TableName { schema, name: ident(NameKind::Table, name) }
}
