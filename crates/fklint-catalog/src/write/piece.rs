//! Single clauses and names, for those who put them into a text instead of writing whole statements.

use super::clause;
use super::quote::{ident, push_columns, push_table};
use crate::{Catalog, Check, Engine, ForeignKey, Ident, Key, Table, TableName};

/// `[CONSTRAINT name] FOREIGN KEY (…) REFERENCES …`, as a table constraint of `child`.
#[must_use]
pub fn foreign_key_clause(catalog: &Catalog, child: &TableName, key: &ForeignKey) -> String {
    written(|out| clause::foreign_key(out, catalog, child, key))
}

/// `REFERENCES …` to its end.
#[must_use]
pub fn references_clause(catalog: &Catalog, child: &TableName, key: &ForeignKey) -> String {
    written(|out| clause::references(out, catalog, child, key))
}

/// A key as a table constraint; on MySQL and MariaDB any index.
#[must_use]
pub fn key_clause(engine: Engine, key: &Key) -> String {
    written(|out| clause::key(out, engine, key))
}

/// A key as a `CREATE INDEX` statement on `table`.
#[must_use]
pub fn key_statement(engine: Engine, table: &Table, key: &Key) -> String {
    written(|out| clause::create_index(out, engine, table, key))
}

/// `[CONSTRAINT name] CHECK (…)`.
#[must_use]
pub fn check_clause(engine: Engine, check: &Check) -> String {
    written(|out| clause::check(out, engine, check))
}

/// A name, quoted where it must be.
#[must_use]
pub fn name(engine: Engine, name: &Ident) -> String {
    ident(engine, name).into_owned()
}

/// A table's name with its schema.
#[must_use]
pub fn table_name(engine: Engine, name: &TableName) -> String {
    written(|out| push_table(out, engine, name))
}

/// Names in parentheses.
#[must_use]
pub fn column_list(engine: Engine, columns: &[Ident]) -> String {
    written(|out| push_columns(out, engine, columns))
}

fn written(write: impl FnOnce(&mut String)) -> String {
    let mut out = String::new();
    write(&mut out);
    out
}
