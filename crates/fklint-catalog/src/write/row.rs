//! Statements about single rows. Values come as SQL literals; `None` is NULL.

use super::quote::{ident, push_string, push_table};
use crate::{Catalog, Engine, Generator, Ident, TableName};

/// Columns with values.
pub type Values = [(Ident, Option<String>)];

/// A text as a literal of the engine.
#[must_use]
pub fn string_literal(engine: Engine, text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    push_string(&mut out, engine, text);
    out
}

/// Inserts a row. Values for columns that are GENERATED ALWAYS AS IDENTITY are written over what would be generated.
#[must_use]
pub fn insert_sql(catalog: &Catalog, table: &TableName, values: &Values) -> String {
    let engine = catalog.engine;
    let mut out = "INSERT INTO ".to_owned();
    push_table(&mut out, engine, table);
    if values.is_empty() {
        out.push_str(if engine.is_mysql_like() { " () VALUES ()" } else { " DEFAULT VALUES" });
        return out;
    }
    let names: Vec<_> = values.iter().map(|(column, _)| ident(engine, column)).collect();
    let literals: Vec<&str> = values.iter().map(|(_, value)| value.as_deref().unwrap_or("NULL")).collect();
    let is_identity = |column: &Ident| {
        let definition = catalog.table(table).and_then(|table| table.column(column));
        definition.is_some_and(|column| column.generator == Some(Generator::IdentityAlways))
    };
    let identity = values.iter().any(|(column, _)| is_identity(column));
    let over = if identity { " OVERRIDING SYSTEM VALUE" } else { "" };
    out.push_str(&format!(" ({}){over} VALUES ({})", names.join(", "), literals.join(", ")));
    out
}

/// Updates the rows that have these values.
#[must_use]
pub fn update_sql(catalog: &Catalog, table: &TableName, set: &Values, of: &Values) -> String {
    let engine = catalog.engine;
    let mut out = "UPDATE ".to_owned();
    push_table(&mut out, engine, table);
    let pairs: Vec<String> = set
        .iter()
        .map(|(column, value)| format!("{} = {}", ident(engine, column), value.as_deref().unwrap_or("NULL")))
        .collect();
    out.push_str(&format!(" SET {}", pairs.join(", ")));
    push_where(&mut out, engine, of);
    out
}

/// Deletes the rows that have these values.
#[must_use]
pub fn delete_sql(catalog: &Catalog, table: &TableName, of: &Values) -> String {
    let mut out = "DELETE FROM ".to_owned();
    push_table(&mut out, catalog.engine, table);
    push_where(&mut out, catalog.engine, of);
    out
}

/// Asks about the rows that have these values: `what` is a select list.
#[must_use]
pub fn select_sql(catalog: &Catalog, what: &str, table: &TableName, of: &Values) -> String {
    let mut out = format!("SELECT {what} FROM ");
    push_table(&mut out, catalog.engine, table);
    push_where(&mut out, catalog.engine, of);
    out
}

fn push_where(out: &mut String, engine: Engine, of: &Values) {
    for (at, (column, value)) in of.iter().enumerate() {
        let column = ident(engine, column);
        out.push_str(if at == 0 { " WHERE " } else { " AND " });
        match value {
            Some(value) => out.push_str(&format!("{column} = {value}")),
            None => out.push_str(&format!("{column} IS NULL")),
        }
    }
}
