//! A schema for people: one block a table.

use std::fmt::Write as _;

use crate::clean::clean;
use crate::schema::{Document, ForeignKeyEntry, KeyEntry, TableEntry};
use crate::wrap::columns;

/// The tables of a document with their columns, keys and foreign keys, one block each.
#[must_use]
pub fn text(document: &Document<'_>) -> String {
    let mut text = String::new();
    for table in &document.tables {
        let name = match table.schema {
            Some(schema) => format!("{schema}.{}", table.name),
            None => table.name.to_owned(),
        };
        // Writing to a string cannot fail.
        let _ = write!(text, "{}", clean(&name));
        if let Some(engine) = table.storage_engine {
            let _ = write!(text, " [{}]", clean(engine));
        }
        text.push('\n');
        write_columns(&mut text, table);
        for key in &table.keys {
            let _ = writeln!(text, "  {}", clean(&key_line(key)));
        }
        for key in document.foreign_keys.get(table.foreign_keys.clone()).into_iter().flatten() {
            let _ = writeln!(text, "  {}", clean(&foreign_key_line(key)));
        }
        text.push('\n');
    }
    text
}

/// Every clause on a line of its own, under its file.
#[must_use]
pub fn clauses_text(clauses: &[ForeignKeyEntry<'_>]) -> String {
    let mut text = String::new();
    let mut file = None;
    for clause in clauses {
        if file != clause.place.file {
            file = clause.place.file;
            let _ = writeln!(text, "{}", clean(file.unwrap_or("")));
        }
        let line = format!("{}: {} ({})", clause.table, foreign_key_line(clause), clause.declared_in);
        let _ = writeln!(text, "  {}", clean(&line));
    }
    text
}

fn write_columns(text: &mut String, table: &TableEntry<'_>) {
    let names = table.columns.iter().map(|column| columns(column.name)).max().unwrap_or(0);
    let types = table.columns.iter().map(|column| columns(column.data_type)).max().unwrap_or(0).min(30);
    for column in &table.columns {
        let name = format!("{}{:pad$}", column.name, "", pad = names - columns(column.name));
        let mut line = format!("  {name}  {:types$}", column.data_type);
        if !column.nullable {
            line.push_str("  not null");
        }
        if let Some(default) = column.default {
            let _ = write!(line, "  default {default}");
        }
        if let Some(generator) = column.generator {
            let _ = write!(line, "  {generator}");
        }
        let _ = writeln!(text, "{}", clean(line.trim_end()));
    }
}

fn key_line(key: &KeyEntry<'_>) -> String {
    let columns: Vec<&str> = key.columns.iter().map(|column| column.unwrap_or("(expression)")).collect();
    let word = if key.kind == "primary" { "primary key" } else { key.kind };
    let mut line = format!("{word} ({})", columns.join(", "));
    if let Some(predicate) = key.predicate {
        let _ = write!(line, " where {predicate}");
    }
    if let Some(name) = key.name {
        let _ = write!(line, "  {name}");
    }
    line
}

fn foreign_key_line(key: &ForeignKeyEntry<'_>) -> String {
    let mut line = format!("foreign key ({}) → {}", key.columns.join(", "), key.parent);
    if let Some(columns) = &key.parent_columns {
        let _ = write!(line, " ({})", columns.join(", "));
    }
    for (words, action) in [("on delete", key.on_delete), ("on update", key.on_update)] {
        if action != "no action" {
            let _ = write!(line, " {words} {action}");
        }
    }
    match key.deferrable {
        "no" => {}
        when => {
            let _ = write!(line, " deferrable initially {when}");
        }
    }
    if key.match_kind != "simple" {
        let _ = write!(line, " match {}", key.match_kind);
    }
    if key.force != "enforced" {
        let _ = write!(line, " {}", key.force);
    }
    if let Some(name) = key.name {
        let _ = write!(line, "  {name}");
    }
    line
}
