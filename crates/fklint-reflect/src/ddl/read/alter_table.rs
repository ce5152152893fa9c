//! The actions of `ALTER TABLE` on the table itself and its names: RENAME, partitions, where its rows are logged.

use fklint_catalog::{Change, Engine, NameKind, TableEdit, TableName};

use super::cursor::Cursor;
use super::statement::Draft;
use super::{Unreadable, partition, unreadable};

/// From the word after `RENAME`.
pub(super) fn rename(
    cursor: &mut Cursor<'_>,
    table: &TableName,
    draft: &mut Draft,
) -> Result<(), Unreadable> {
    let constraint = cursor.is_any(&["CONSTRAINT", "INDEX", "KEY"]) && cursor.is_at(2, "TO");
    if constraint {
        cursor.at += 1;
        let from = cursor.name(NameKind::Constraint);
        cursor.at += 1;
        let (Some(from), Some(to)) = (from, cursor.name(NameKind::Constraint)) else {
            return unreadable(cursor, "RENAME should be followed by `old TO new`");
        };
        draft.push(Change::RenameConstraint { table: table.clone(), from, to });
        return Ok(());
    }
    if cursor.is_any(&["PARTITION", "SUBPARTITION"]) && cursor.is_at(2, "TO") {
        cursor.skip_element();
        return Ok(());
    }
    if cursor.is_any(&["TO", "AS"]) || !cursor.is_at(1, "TO") && !cursor.is("COLUMN") {
        cursor.eat_any(&["TO", "AS"]);
        let Some((mut to, _)) = cursor.table_name() else {
            return unreadable(cursor, "RENAME TO names no table");
        };
        // Without a schema the table stays in its own.
        if to.schema.is_none() {
            to.schema.clone_from(&table.schema);
        }
        draft.push(Change::RenameTable { from: table.clone(), to });
        return Ok(());
    }
    cursor.eat("COLUMN");
    cursor.eat_seq(&["IF", "EXISTS"]);
    let (Some(from), true, Some(to)) =
        (cursor.name(NameKind::Column), cursor.eat("TO"), cursor.name(NameKind::Column))
    else {
        return unreadable(cursor, "RENAME should be followed by `old TO new`");
    };
    draft.push(Change::RenameColumn { table: table.clone(), from, to });
    Ok(())
}

/// What changes the table itself, and bears on its foreign keys.
pub(super) fn edit(cursor: &mut Cursor<'_>) -> Option<TableEdit> {
    let (mysql, postgres) = (cursor.engine.is_mysql_like(), cursor.engine == Engine::Postgres);
    match () {
        () if mysql && cursor.eat_seq(&["PARTITION", "BY"]) => {
            Some(TableEdit::PartitionBy(Some(partition::by(cursor))))
        }
        () if mysql && cursor.eat_seq(&["REMOVE", "PARTITIONING"]) => Some(TableEdit::PartitionBy(None)),
        () if postgres && cursor.eat_seq(&["SET", "UNLOGGED"]) => Some(TableEdit::Unlogged(true)),
        () if postgres && cursor.eat_seq(&["SET", "LOGGED"]) => Some(TableEdit::Unlogged(false)),
        () => None,
    }
}

/// From `ATTACH` or `DETACH`.
pub(super) fn attach_or_detach(
    cursor: &mut Cursor<'_>,
    table: &TableName,
    draft: &mut Draft,
) -> Result<(), Unreadable> {
    let attach = cursor.is("ATTACH");
    cursor.at += 2;
    cursor.eat_seq(&["IF", "EXISTS"]);
    let Some((child, _)) = cursor.table_name() else {
        return unreadable(cursor, "ATTACH or DETACH PARTITION names no table");
    };
    let parent = table.clone();
    draft.push(if attach {
        Change::AttachPartition { parent, child, bounds: partition::bounds(cursor) }
    } else {
        Change::DetachPartition { parent, child }
    });
    cursor.at = cursor.tokens.len();
    Ok(())
}
