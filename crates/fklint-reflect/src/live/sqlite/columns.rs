//! Columns: SQLite tells their types, defaults and NOT NULL; the text adds collations, AUTOINCREMENT and what generated
//! columns are computed from.

use fklint_catalog::{Column, DataType, Expression, Generated, Generator, NameKind, Table};
use smol_str::SmolStr;

use super::build::{Differences, ident, is_same_text};
use super::rows::{ColumnRow, Listed};

/// The columns of a table; `stated` is its text.
pub(super) fn columns(
    rows: &[&ColumnRow],
    stated: &Table,
    listed: &Listed,
    differs: &mut Differences<'_>,
) -> Vec<Column> {
    let mut columns = Vec::with_capacity(rows.len());
    for row in rows {
        let name = ident(NameKind::Column, &row.name);
        let said = stated.column(&name);
        if said.is_none() {
            differs.push(format!("column `{name}`"));
        }
        columns.push(column(Column::new(name, DataType::default()), row, said, listed, differs));
    }
    let gone = stated.columns.iter().filter(|said| !columns.iter().any(|column| column.name == said.name));
    gone.for_each(|said| differs.push(format!("column `{}`", said.name)));
    columns
}

fn column(
    mut column: Column,
    row: &ColumnRow,
    said: Option<&Column>,
    listed: &Listed,
    differs: &mut Differences<'_>,
) -> Column {
    let mut differ = |what: &str| {
        if said.is_some() {
            differs.push(format!("the {what} of `{}`", row.name));
        }
    };
    column.data_type = DataType::parse(&row.data_type);
    match said.map(|said| &said.data_type) {
        // SQLite takes quotes off a type and keeps comments in it.
        Some(stated) if is_same_type(&row.data_type, stated) => column.data_type = stated.clone(),
        _ => differ("type"),
    }
    // Primary keys of these tables are made NOT NULL by the engine; a catalog keeps what was said.
    let implied = row.primary > 0 && (listed.without_rowid || listed.strict);
    let stated = said.is_some_and(|said| said.not_null);
    column.not_null = row.not_null && (stated || !implied);
    if column.not_null != stated {
        differ("NOT NULL");
    }
    column.default = match (&row.default, said.and_then(|said| said.default.as_ref())) {
        (Some(told), Some(stated)) if is_same_text(told, stated) => Some(stated.clone()),
        (None, None) => None,
        (told, _) => {
            differ("default");
            told.as_deref().map(SmolStr::new)
        }
    };
    column.generated = match (row.hidden, said.and_then(|said| said.generated.as_ref())) {
        (2 | 3, Some(stated)) => {
            if stated.stored != (row.hidden == 3) {
                differ("STORED");
            }
            Some(Box::new(Generated { stored: row.hidden == 3, ..(**stated).clone() }))
        }
        (2 | 3, None) => {
            differ("expression");
            let expression = Expression { text: SmolStr::default(), columns: None };
            Some(Box::new(Generated { expression, stored: row.hidden == 3 }))
        }
        (_, Some(_)) => {
            differ("expression");
            None
        }
        (_, None) => None,
    };
    column.collation = said.and_then(|said| said.collation.clone());
    // The one thing that makes values here; AUTO_INCREMENT is part of a type.
    column.generator = said
        .and_then(|said| said.generator)
        .filter(|generator| *generator == Generator::AutoIncrement && row.primary > 0);
    column
}

fn is_same_type(told: &str, stated: &DataType) -> bool {
    let bare = stated.as_str().trim_matches(|c| matches!(c, '"' | '`' | '\'' | '[' | ']'));
    DataType::parse(told) == *stated || is_same_text(&told.to_ascii_lowercase(), &bare.to_ascii_lowercase())
}
