//! The actions of `ALTER TABLE` on columns that exist.

use fklint_catalog::{
    Change, Column, ColumnEdit, ColumnPosition, DataType, Engine, Generator, Ident, NameKind, Part, TableName,
};

use super::alter::{position, push_elements};
use super::cursor::Cursor;
use super::elements::Elements;
use super::statement::Draft;
use super::text::Marks;
use super::{Unreadable, column, unreadable};
use crate::ddl::MarkedObject;

/// `ALTER [COLUMN] a …`, from the word after `ALTER`.
pub(super) fn alter_column(
    cursor: &mut Cursor<'_>,
    table: &TableName,
    draft: &mut Draft,
) -> Result<(), Unreadable> {
    cursor.eat("COLUMN");
    cursor.eat_seq(&["IF", "EXISTS"]);
    let Some(name) = cursor.name(NameKind::Column) else {
        return unreadable(cursor, "ALTER names no column");
    };
    let mut edits = Vec::new();
    column_edits(cursor, &name, &mut edits)?;
    for edit in edits {
        draft.push(Change::AlterColumn { table: table.clone(), column: name.clone(), edit });
    }
    Ok(())
}

fn column_edits(
    cursor: &mut Cursor<'_>,
    name: &Ident,
    edits: &mut Vec<ColumnEdit>,
) -> Result<(), Unreadable> {
    if cursor.eat_seq(&["SET", "NOT", "NULL"]) {
        edits.push(ColumnEdit::NotNull(true));
    } else if cursor.eat_seq(&["DROP", "NOT", "NULL"]) {
        edits.push(ColumnEdit::NotNull(false));
    } else if cursor.eat_seq(&["SET", "DEFAULT"]) {
        edits.push(ColumnEdit::Default(Some(column::default_text(cursor))));
    } else if cursor.eat_seq(&["DROP", "DEFAULT"]) {
        edits.push(ColumnEdit::Default(None));
    } else if cursor.eat_seq(&["ADD", "GENERATED"]) {
        let mut identity = Column::new(name.clone(), DataType::default());
        column::generated(cursor, &mut identity);
        edits.push(ColumnEdit::Generator(identity.generator));
    } else if cursor.eat_seq(&["SET", "GENERATED"]) {
        let always = cursor.eat("ALWAYS") || !cursor.eat_seq(&["BY", "DEFAULT"]);
        let generator = if always { Generator::IdentityAlways } else { Generator::IdentityByDefault };
        edits.push(ColumnEdit::Generator(Some(generator)));
    } else if cursor.eat_seq(&["DROP", "IDENTITY"]) {
        cursor.eat_seq(&["IF", "EXISTS"]);
        edits.push(ColumnEdit::Generator(None));
    } else if cursor.eat("TYPE") || cursor.eat_seq(&["SET", "DATA", "TYPE"]) {
        edits.push(ColumnEdit::Type(DataType::parse(&column::type_text(cursor))));
        if cursor.eat("COLLATE") {
            super::key::collation(cursor);
        }
        if cursor.is("USING") {
            cursor.skip_element();
        }
    } else if cursor.is_any(&["SET", "RESET", "RESTART", "DROP"]) {
        // Statistics, storage, compression, options, the sequence's own, DROP EXPRESSION.
        cursor.skip_element();
    } else if cursor.engine == Engine::SqlServer && cursor.at_name() {
        // The whole type again; without NOT NULL the column becomes nullable.
        let mut column = Column::new(name.clone(), DataType::default());
        let mut out = Elements::new(Marks::LeftOut);
        let object = out.next_column();
        column::data_type(cursor, &mut column, object, &mut out);
        column::attributes(cursor, &mut column, object, &mut out)?;
        edits.push(ColumnEdit::Type(column.data_type));
        edits.push(ColumnEdit::NotNull(column.not_null));
    } else {
        return unreadable(cursor, "this change of a column is not understood");
    }
    if cursor.is_any(&["SET", "RESTART", "ADD", "DROP"]) && !cursor.is_done() {
        // PostgreSQL lets identity settings follow each other without commas.
        cursor.skip_element();
    }
    Ok(())
}

/// `MODIFY`, from the word after it: MySQL's whole definition, Oracle's `(a type, b NULL)`.
pub(super) fn modify(
    cursor: &mut Cursor<'_>,
    table: &TableName,
    draft: &mut Draft,
) -> Result<(), Unreadable> {
    if cursor.engine.is_mysql_like() {
        cursor.eat("COLUMN");
        cursor.eat_seq(&["IF", "EXISTS"]);
        return replace_column(cursor, table, None, draft);
    }
    let Some(mut group) = cursor.group() else { return modify_one(cursor, table, draft) };
    while !group.is_done() {
        modify_one(&mut group, table, draft)?;
        group.skip_element();
        group.eat_punct(b',');
    }
    Ok(())
}

/// Oracle changes only what is said.
fn modify_one(cursor: &mut Cursor<'_>, table: &TableName, draft: &mut Draft) -> Result<(), Unreadable> {
    let start = cursor.here();
    let mut out = draft.elements();
    column::column(cursor, &mut out)?;
    let Some(column) = out.columns.pop() else { return Ok(()) };
    let sequence = column.default.as_deref().and_then(Generator::of_default);
    let edits = [
        (column.data_type != DataType::default()).then(|| ColumnEdit::Type(column.data_type.clone())),
        out.not_null.map(ColumnEdit::NotNull),
        column.default.clone().map(|default| ColumnEdit::Default(Some(default))),
        (column.generator != sequence).then_some(ColumnEdit::Generator(column.generator)),
    ];
    for edit in edits.into_iter().flatten() {
        draft.push(Change::AlterColumn { table: table.clone(), column: column.name.clone(), edit });
        draft.mark(MarkedObject::Column(0), Part::Whole, cursor.since(start));
    }
    push_elements(table, out, ColumnPosition::Last, draft);
    Ok(())
}

/// MySQL `MODIFY` and `CHANGE`: the whole definition anew.
pub(super) fn replace_column(
    cursor: &mut Cursor<'_>,
    table: &TableName,
    old: Option<Ident>,
    draft: &mut Draft,
) -> Result<(), Unreadable> {
    let mut out = draft.elements();
    column::column(cursor, &mut out)?;
    position(cursor);
    if let Some(column) = out.columns.pop() {
        let name = old.unwrap_or_else(|| column.name.clone());
        let edit = ColumnEdit::Replace(Box::new(column));
        draft.push(Change::AlterColumn { table: table.clone(), column: name, edit });
        for (object, part, span) in &out.marks {
            if *object == MarkedObject::Column(0) {
                draft.mark(*object, *part, *span);
            }
        }
    }
    push_elements(table, out, ColumnPosition::Last, draft);
    Ok(())
}
