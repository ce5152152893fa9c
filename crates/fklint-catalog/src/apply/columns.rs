//! Adds, drops, renames and changes columns, and what follows from it for keys and foreign keys.

use std::sync::Arc;

use super::{ApplyError, constraints};
use crate::{
    Catalog, Column, ColumnEdit, ColumnPosition, Engine, Expression, Generator, Ident, Key, Table, TableName,
    Target,
};

pub(super) fn add(table: &mut Table, column: &Column, position: &ColumnPosition) -> Result<(), ApplyError> {
    if table.column(&column.name).is_some() {
        return Err(ApplyError::ColumnExists(table.name.clone().into(), column.name.clone()));
    }
    let at = match position {
        ColumnPosition::Last => table.columns.len(),
        ColumnPosition::First => 0,
        ColumnPosition::After(before) => match table.columns.iter().position(|column| column.name == *before)
        {
            Some(index) => index + 1,
            None if table.is_whole() => {
                return Err(ApplyError::NoColumn(table.name.clone().into(), before.clone()));
            }
            None => table.columns.len(),
        },
    };
    table.columns.insert(at, column.clone());
    Ok(())
}

/// MySQL and MariaDB take the column out of the indexes that have more parts; the others drop every key that
/// uses it, also in `INCLUDE` or in a partial index's condition. Foreign keys and checks over it go everywhere.
pub(crate) fn drop(table: &mut Table, engine: Engine, column: &Ident) -> Result<(), ApplyError> {
    match table.columns.iter().position(|there| there.name == *column) {
        Some(index) => {
            table.columns.remove(index);
        }
        None if table.is_whole() => {
            return Err(ApplyError::NoColumn(table.name.clone().into(), column.clone()));
        }
        None => {}
    }
    for index in (0..table.foreign_keys.len()).rev() {
        if table.foreign_keys[index].columns.contains(column) {
            constraints::remove_foreign_key(table, engine, index);
        }
    }
    table.checks.retain(|check| !uses(&check.expression, column));
    if engine.is_mysql_like() {
        for key in &mut table.keys {
            key.parts.retain(|part| part.column.as_ref() != Some(column));
        }
        table.keys.retain(|key| !key.parts.is_empty());
    } else {
        table.keys.retain(|key| !key_uses(key, column));
    }
    Ok(())
}

fn key_uses(key: &Key, column: &Ident) -> bool {
    key.columns().any(|part| part == column)
        || key.parts.iter().filter_map(|part| part.expression.as_deref()).any(|text| names(text, column))
        || key.include.contains(column)
        || key.predicate.as_ref().is_some_and(|predicate| uses(&predicate.expression, column))
}

/// Whether the text of an expression has the column's name in it, as a word.
fn names(text: &str, column: &Ident) -> bool {
    let mut words = text.split(|c: char| !(c.is_alphanumeric() || c == '_'));
    words.any(|word| word.eq_ignore_ascii_case(column.folded()))
}

fn uses(expression: &Expression, column: &Ident) -> bool {
    expression.columns.as_ref().is_some_and(|columns| columns.contains(column))
}

impl Catalog {
    pub(super) fn rename_column(
        &mut self,
        name: &TableName,
        from: &Ident,
        to: &Ident,
    ) -> Result<(), ApplyError> {
        if let Some(table) = self.table(name) {
            if from != to && table.column(to).is_some() {
                return Err(ApplyError::ColumnExists(name.clone().into(), to.clone()));
            }
            if table.is_whole() && table.column(from).is_none() {
                return Err(ApplyError::NoColumn(name.clone().into(), from.clone()));
            }
        }
        let engine = self.engine;
        rename_in(self.edit(name), engine, from, to);
        if from != to {
            self.rename_targets(name, from, to);
        }
        Ok(())
    }

    pub(super) fn alter_column(
        &mut self,
        name: &TableName,
        column: &Ident,
        edit: &ColumnEdit,
    ) -> Result<(), ApplyError> {
        if let ColumnEdit::Replace(new) = edit
            && new.name.as_str() != column.as_str()
        {
            self.rename_column(name, column, &new.name)?;
        }
        let table = self.edit(name);
        let current = match edit {
            ColumnEdit::Replace(new) => &new.name,
            _ => column,
        };
        let Some(there) = table.columns.iter_mut().find(|there| there.name == *current) else {
            return if table.is_whole() {
                Err(ApplyError::NoColumn(name.clone().into(), column.clone()))
            } else {
                Ok(())
            };
        };
        match edit {
            ColumnEdit::Replace(new) => *there = (**new).clone(),
            ColumnEdit::Type(data_type) => there.data_type = data_type.clone(),
            ColumnEdit::NotNull(not_null) => there.not_null = *not_null,
            // A serial column is a default from a sequence and nothing else: the one goes with the other.
            ColumnEdit::Default(default) => {
                there.default.clone_from(default);
                if matches!(there.generator, None | Some(Generator::Serial)) {
                    there.generator = default.as_deref().and_then(Generator::of_default);
                }
            }
            ColumnEdit::Generator(generator) => {
                if there.generator == Some(Generator::Serial) && generator.is_none() {
                    there.default = None;
                }
                there.generator = *generator;
            }
        }
        Ok(())
    }

    /// Foreign keys of all tables that reference the column follow.
    fn rename_targets(&mut self, parent: &TableName, from: &Ident, to: &Ident) {
        for child in self.tables.values_mut() {
            let references = child.foreign_keys.iter().any(|key| {
                key.parent == *parent && matches!(&key.target, Target::Columns(all) if all.contains(from))
            });
            if !references {
                continue;
            }
            for key in &mut Arc::make_mut(child).foreign_keys {
                if key.parent == *parent
                    && let Target::Columns(columns) = &mut key.target
                {
                    follow_all(columns, from, to);
                }
            }
        }
    }
}

/// Everything inside the table itself follows, the texts of expressions included.
fn rename_in(table: &mut Table, engine: Engine, from: &Ident, to: &Ident) {
    for column in &mut table.columns {
        follow(&mut column.name, from, to);
        if column.generated.is_some()
            && let Some(generated) = &mut column.generated
        {
            follow_expression(&mut generated.expression, engine, from, to);
        }
    }
    for key in &mut table.keys {
        for part in &mut key.parts {
            if let Some(column) = &mut part.column {
                follow(column, from, to);
            }
            if let Some(text) = &part.expression {
                part.expression = Some(crate::write::rename_in_text(engine, text, from, to));
            }
        }
        follow_all(&mut key.include, from, to);
        if let Some(predicate) = &mut key.predicate {
            follow_expression(&mut predicate.expression, engine, from, to);
            if let Some(columns) = &mut predicate.not_null {
                follow_all(columns, from, to);
            }
        }
    }
    for key in &mut table.foreign_keys {
        follow_all(&mut key.columns, from, to);
        follow_all(&mut key.set_columns, from, to);
    }
    for check in &mut table.checks {
        follow_expression(&mut check.expression, engine, from, to);
    }
}

fn follow_expression(expression: &mut Expression, engine: Engine, from: &Ident, to: &Ident) {
    expression.text = crate::write::rename_in_text(engine, &expression.text, from, to);
    if let Some(columns) = &mut expression.columns {
        follow_all(columns, from, to);
    }
}

fn follow_all(columns: &mut [Ident], from: &Ident, to: &Ident) {
    for column in columns {
        follow(column, from, to);
    }
}

fn follow(column: &mut Ident, from: &Ident, to: &Ident) {
    if column == from {
        column.clone_from(to);
    }
}
