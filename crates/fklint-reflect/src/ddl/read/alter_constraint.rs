//! The actions of `ALTER TABLE` on constraints that exist: drop, alter, validate, enable, disable.
//!
//! They name a constraint without saying what it is; the replay finds out.

use fklint_catalog::{
    Change, ColumnEdit, Deferrable, Force, ForeignKeyEdit, Ident, KeyRef, NameKind, TableName,
};

use super::cursor::Cursor;
use super::statement::Draft;
use super::{Unreadable, foreign_key, index, unreadable};
use crate::ddl::Pending;

/// From the word after `DROP`; false if no constraint is dropped here.
pub(super) fn drop_constraint(
    cursor: &mut Cursor<'_>,
    table: &TableName,
    draft: &mut Draft,
) -> Result<bool, Unreadable> {
    let mysql = cursor.engine.is_mysql_like();
    if cursor.eat_seq(&["PRIMARY", "KEY"]) {
        draft.push(Change::DropKey { table: table.clone(), key: KeyRef::Primary });
    } else if cursor.is("CONSTRAINT") || cursor.is_seq(&["FOREIGN", "KEY"]) || (mysql && cursor.is("CHECK")) {
        cursor.at += if cursor.is("FOREIGN") { 2 } else { 1 };
        cursor.eat_seq(&["IF", "EXISTS"]);
        let Some(name) = cursor.name(NameKind::Constraint) else {
            return unreadable(cursor, "DROP CONSTRAINT names no constraint");
        };
        draft.push(Change::DropConstraint { table: table.clone(), name });
    } else if mysql && cursor.is_any(&["INDEX", "KEY"]) {
        cursor.at += 1;
        cursor.eat_seq(&["IF", "EXISTS"]);
        let Some(name) = cursor.name(NameKind::Constraint) else {
            return unreadable(cursor, "DROP INDEX names no index");
        };
        draft.push(Change::DropKey { table: table.clone(), key: index::key_ref(cursor, name) });
    } else if cursor.is("UNIQUE") && cursor.is_punct_at(1, b'(') {
        cursor.at += 1;
        if let Some((columns, _)) = cursor.column_list() {
            draft.push(Change::DropKey { table: table.clone(), key: KeyRef::Columns(columns) });
        }
    } else {
        return Ok(false);
    }
    cursor.eat_any(&["CASCADE", "RESTRICT"]);
    while cursor.is_any(&["KEEP", "DROP", "ONLINE"]) {
        cursor.at += 1;
        cursor.eat("INDEX");
    }
    Ok(true)
}

/// `ALTER CONSTRAINT n [DEFERRABLE …] [[NOT] ENFORCED]`.
pub(super) fn alter_constraint(
    cursor: &mut Cursor<'_>,
    table: &TableName,
    draft: &mut Draft,
) -> Result<(), Unreadable> {
    cursor.at += 1;
    let Some(name) = cursor.name(NameKind::Constraint) else {
        return unreadable(cursor, "ALTER CONSTRAINT names no constraint");
    };
    if cursor.is_any(&["DEFERRABLE", "INITIALLY"]) || cursor.is_seq(&["NOT", "DEFERRABLE"]) {
        let mut deferrable = Deferrable::No;
        foreign_key::deferrable(cursor, &mut deferrable, &mut Vec::new());
        edit(table, name.clone(), ForeignKeyEdit::Deferrable(deferrable), draft);
    }
    if cursor.eat_seq(&["NOT", "ENFORCED"]) {
        edit(table, name, ForeignKeyEdit::Enforced(false), draft);
    } else if cursor.eat("ENFORCED") {
        edit(table, name, ForeignKeyEdit::Enforced(true), draft);
    }
    cursor.skip_element();
    Ok(())
}

/// `VALIDATE CONSTRAINT n`, from the name.
pub(super) fn validate(
    cursor: &mut Cursor<'_>,
    table: &TableName,
    draft: &mut Draft,
) -> Result<(), Unreadable> {
    let Some(name) = cursor.name(NameKind::Constraint) else {
        return unreadable(cursor, "VALIDATE CONSTRAINT names no constraint");
    };
    edit(table, name, ForeignKeyEdit::Validated(true), draft);
    Ok(())
}

/// `ENABLE | DISABLE [VALIDATE | NOVALIDATE] CONSTRAINT n`; keys, triggers and row security are stepped over.
pub(super) fn toggle(
    cursor: &mut Cursor<'_>,
    table: &TableName,
    draft: &mut Draft,
) -> Result<(), Unreadable> {
    let enable = cursor.is("ENABLE");
    cursor.at += 1;
    let novalidate = cursor.is("NOVALIDATE");
    cursor.eat_any(&["VALIDATE", "NOVALIDATE"]);
    if cursor.eat("CONSTRAINT")
        && let Some(name) = cursor.name(NameKind::Constraint)
    {
        edit(table, name.clone(), ForeignKeyEdit::Enforced(enable), draft);
        if enable {
            edit(table, name, ForeignKeyEdit::Validated(!novalidate), draft);
        }
    }
    cursor.skip_element();
    Ok(())
}

/// Oracle `MODIFY CONSTRAINT n state`.
pub(super) fn modify_constraint(
    cursor: &mut Cursor<'_>,
    table: &TableName,
    draft: &mut Draft,
) -> Result<(), Unreadable> {
    if cursor.eat("CONSTRAINT") {
        let Some(name) = cursor.name(NameKind::Constraint) else {
            return unreadable(cursor, "MODIFY CONSTRAINT names no constraint");
        };
        while !cursor.is_done() {
            if cursor.eat("ENABLE") {
                edit(table, name.clone(), ForeignKeyEdit::Enforced(true), draft);
            } else if cursor.eat("DISABLE") {
                edit(table, name.clone(), ForeignKeyEdit::Enforced(false), draft);
            } else if cursor.is_any(&["VALIDATE", "NOVALIDATE"]) {
                let validated = cursor.is("VALIDATE");
                cursor.at += 1;
                edit(table, name.clone(), ForeignKeyEdit::Validated(validated), draft);
            } else if cursor.is_any(&["DEFERRABLE", "INITIALLY"]) {
                let mut deferrable = Deferrable::InitiallyImmediate;
                foreign_key::deferrable(cursor, &mut deferrable, &mut Vec::new());
                edit(table, name.clone(), ForeignKeyEdit::Deferrable(deferrable), draft);
            } else {
                cursor.at += 1;
            }
        }
    }
    cursor.skip_element();
    Ok(())
}

/// SQL Server `ALTER TABLE … WITH NOCHECK ADD`: rows that are there already are not looked at.
pub(super) fn without_validation(change: &mut Change) {
    if let Change::AddForeignKey { foreign_key, .. } = change
        && foreign_key.force == Force::Enforced
    {
        foreign_key.force = Force::NotValidated;
    }
}

/// SQL Server `ADD [CONSTRAINT n] DEFAULT value FOR column`, from the word after `ADD`; false if it is none.
pub(super) fn default_for(cursor: &mut Cursor<'_>, table: &TableName, draft: &mut Draft) -> bool {
    let mut ahead = *cursor;
    if ahead.eat("CONSTRAINT") {
        ahead.at += 1;
    }
    if !ahead.eat("DEFAULT") {
        return false;
    }
    let from = ahead.at;
    while !ahead.is_done() && !ahead.is("FOR") {
        if !ahead.skip_group() {
            ahead.at += 1;
        }
    }
    let default = ahead.plain_text(from, ahead.at);
    if !ahead.eat("FOR") {
        return false;
    }
    let Some(column) = ahead.name(NameKind::Column) else { return false };
    let edit = ColumnEdit::Default(Some(default.into()));
    draft.push(Change::AlterColumn { table: table.clone(), column, edit });
    *cursor = ahead;
    true
}

/// SQL Server `[WITH [NO]CHECK] [NO]CHECK CONSTRAINT n | ALL`; `validates` is what stands after `WITH`.
pub(super) fn sql_server_check(
    cursor: &mut Cursor<'_>,
    table: &TableName,
    validates: Option<bool>,
    draft: &mut Draft,
) -> Result<(), Unreadable> {
    let enforced = cursor.is("CHECK");
    cursor.at += 2;
    loop {
        if !cursor.eat("ALL") {
            let Some(name) = cursor.name(NameKind::Constraint) else {
                return unreadable(cursor, "CHECK CONSTRAINT names no constraint");
            };
            edit(table, name.clone(), ForeignKeyEdit::Enforced(enforced), draft);
            if let (true, Some(validates)) = (enforced, validates) {
                edit(table, name, ForeignKeyEdit::Validated(validates), draft);
            }
        }
        if !cursor.eat_punct(b',') {
            return Ok(());
        }
    }
}

fn edit(table: &TableName, name: Ident, edit: ForeignKeyEdit, draft: &mut Draft) {
    let foreign_key = fklint_catalog::ForeignKeyPath { columns: Vec::new(), ordinal: 0 };
    draft.push(Change::AlterForeignKey { table: table.clone(), foreign_key, edit });
    draft.pend(Pending::ForeignKeyNamed(name));
}
