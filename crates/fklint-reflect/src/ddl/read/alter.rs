//! `ALTER TABLE` in all its forms, and `ALTER INDEX`.

use fklint_catalog::{
    Change, ColumnPosition, Engine, Ident, NameKind, Part, StorageEngine, TableEdit, TableName,
};

use super::alter_column as columns;
use super::alter_constraint as constraints;
use super::alter_table as itself;
use super::cursor::Cursor;
use super::elements::Elements;
use super::statement::Draft;
use super::{Unreadable, column, create_table, index, unreadable};
use crate::ddl::token::TokenKind;
use crate::ddl::{MarkedObject, Pending};

/// From the word after `ALTER`.
pub(super) fn alter(cursor: &mut Cursor<'_>, draft: &mut Draft) -> Result<(), Unreadable> {
    cursor.eat_any(&["ONLINE", "OFFLINE"]);
    cursor.eat_any(&["IGNORE", "FOREIGN"]);
    if cursor.eat("INDEX") {
        return index::alter_index(cursor, draft);
    }
    if cursor.eat_seq(&["SESSION", "SET"]) {
        super::setting::session(cursor, draft);
        return Ok(());
    }
    if !cursor.eat("TABLE") {
        return Ok(());
    }
    cursor.eat_seq(&["IF", "EXISTS"]);
    cursor.eat_only();
    let Some((table, span)) = cursor.table_name() else {
        return unreadable(cursor, "ALTER TABLE names no table");
    };
    cursor.eat_punct(b'*');
    while cursor.is_any(&["WAIT", "NOWAIT"]) {
        cursor.at += if cursor.is("WAIT") { 2 } else { 1 };
    }
    let mut repeats_add = false;
    while !cursor.is_done() {
        if cursor.eat_punct(b',') {
            continue;
        }
        let added = draft.changes.len();
        let start = cursor.here();
        let outer = std::mem::replace(&mut draft.start, start);
        let is_add = cursor.is("ADD") || cursor.is_seq(&["WITH"]);
        // SQL Server goes on with `, b int` after `ADD a int`; Oracle never repeats, MySQL always does.
        let continues =
            repeats_add && cursor.engine == Engine::SqlServer && !cursor.is_any(&["ALTER", "DROP", "CHECK"]);
        let result = if continues && !is_add {
            add_element(cursor, &table, draft)
        } else {
            action(cursor, &table, draft)
        };
        draft.start = outer;
        result?;
        if is_add {
            repeats_add = true;
        }
        for change in added..draft.changes.len() {
            draft.mark_change(change, MarkedObject::Table, Part::Name, span);
        }
        if cursor.here() == start && !cursor.is_done() {
            return unreadable(cursor, "this part of ALTER TABLE is not understood");
        }
    }
    if cursor.engine.is_mysql_like() && is_about_indexes_alone(cursor, draft) {
        draft.pending.insert(0, (0, Pending::IndexesAlone));
    }
    Ok(())
}

/// Whether the statement only drops and adds indexes, both. A comment of one is no part of it that is kept.
fn is_about_indexes_alone(cursor: &Cursor<'_>, draft: &Draft) -> bool {
    let drops = draft.changes.iter().filter(|change| matches!(change, Change::DropKey { .. })).count();
    let adds = draft.changes.iter().filter(|change| matches!(change, Change::AddKey { .. })).count();
    if drops == 0 || drops != adds || drops + adds != draft.changes.len() {
        return false;
    }
    let mut scan = *cursor;
    scan.at = 0;
    while !scan.is_done() {
        if scan.is("COMMENT") || scan.is("COPY") {
            return false;
        }
        if scan.eat_punct(b',') && !scan.is_any(&["ADD", "DROP", "ALGORITHM", "LOCK"]) {
            return false;
        }
        if !scan.skip_group() {
            scan.at += 1;
        }
    }
    true
}

fn action(cursor: &mut Cursor<'_>, table: &TableName, draft: &mut Draft) -> Result<(), Unreadable> {
    let mysql = cursor.engine.is_mysql_like();
    let mut validates = None;
    if cursor.is("WITH") && (cursor.is_at(1, "CHECK") || cursor.is_at(1, "NOCHECK")) {
        validates = Some(cursor.is_at(1, "CHECK"));
        cursor.at += 2;
    }
    if cursor.eat("ADD") {
        let added = draft.changes.len();
        add(cursor, table, draft)?;
        if validates == Some(false) {
            draft.changes[added..].iter_mut().for_each(constraints::without_validation);
        }
        return Ok(());
    }
    if cursor.eat("DROP") {
        return drop_part(cursor, table, draft);
    }
    if cursor.eat("ALTER") {
        return alter_part(cursor, table, draft);
    }
    if cursor.eat("MODIFY") {
        return modify(cursor, table, draft);
    }
    if mysql && cursor.eat("CHANGE") {
        cursor.eat("COLUMN");
        cursor.eat_seq(&["IF", "EXISTS"]);
        let Some(old) = cursor.name(NameKind::Column) else {
            return unreadable(cursor, "CHANGE names no column");
        };
        return columns::replace_column(cursor, table, Some(old), draft);
    }
    if cursor.eat("RENAME") {
        return itself::rename(cursor, table, draft);
    }
    if cursor.eat_seq(&["VALIDATE", "CONSTRAINT"]) {
        return constraints::validate(cursor, table, draft);
    }
    if cursor.is_any(&["ENABLE", "DISABLE"]) {
        return constraints::toggle(cursor, table, draft);
    }
    if cursor.is_seq(&["ATTACH", "PARTITION"]) || cursor.is_seq(&["DETACH", "PARTITION"]) {
        return itself::attach_or_detach(cursor, table, draft);
    }
    if mysql && (cursor.is("ENGINE") || (cursor.is("TYPE") && cursor.is_punct_at(1, b'='))) {
        let start = cursor.here();
        cursor.at += 1;
        let engine = column::option_value(cursor).map(StorageEngine);
        draft.push(Change::SetStorageEngine { table: table.clone(), engine });
        draft.mark(MarkedObject::Table, Part::StorageEngine, cursor.since(start));
        return Ok(());
    }
    if let Some(edit) = itself::edit(cursor) {
        let part = match edit {
            TableEdit::PartitionBy(_) => Part::PartitionBy,
            TableEdit::Unlogged(_) => Part::Unlogged,
        };
        draft.push(Change::AlterTable { table: table.clone(), edit });
        draft.mark(MarkedObject::Table, part, cursor.since(draft.start));
        return Ok(());
    }
    if cursor.is_any(&["NOCHECK", "CHECK"]) && cursor.is_at(1, "CONSTRAINT") {
        return constraints::sql_server_check(cursor, table, validates, draft);
    }
    if cursor.eat_seq(&["SET", "SCHEMA"]) {
        let Some(schema) = cursor.name(NameKind::Schema) else {
            return unreadable(cursor, "SET SCHEMA names no schema");
        };
        let to = TableName { schema: Some(schema), name: table.name.clone() };
        draft.push(Change::RenameTable { from: table.clone(), to });
        return Ok(());
    }
    if cursor.is_any(HARMLESS) || cursor.is_seq(&["NO", "INHERIT"]) || cursor.is_seq(&["NO", "FORCE"]) {
        cursor.skip_element();
        return Ok(());
    }
    unreadable(cursor, "this part of ALTER TABLE is not understood")
}

/// Actions that no foreign key depends on.
const HARMLESS: &[&str] = &[
    "OWNER",
    "SET",
    "RESET",
    "CLUSTER",
    "REPLICA",
    "FORCE",
    "NOT",
    "OF",
    "INHERIT",
    "CONVERT",
    "DEFAULT",
    "CHARACTER",
    "CHARSET",
    "COLLATE",
    "AUTO_INCREMENT",
    "COMMENT",
    "ORDER",
    "ROW_FORMAT",
    "LOCK",
    "ALGORITHM",
    "WAIT",
    "NOWAIT",
    "TRUNCATE",
    "REORGANIZE",
    "COALESCE",
    "EXCHANGE",
    "REMOVE",
    "ANALYZE",
    "OPTIMIZE",
    "REBUILD",
    "REPAIR",
    "PARTITION",
    "STORAGE",
    "LOGGING",
    "NOLOGGING",
    "PARALLEL",
    "NOPARALLEL",
    "CACHE",
    "NOCACHE",
    "MOVE",
    "SHRINK",
    "PCTFREE",
    "PCTUSED",
    "INITRANS",
    "COMPRESS",
    "NOCOMPRESS",
    "ROW",
    "READ",
    "MERGE",
    "SPLIT",
    "CHECKSUM",
    "DELAY_KEY_WRITE",
    "PACK_KEYS",
    "MAX_ROWS",
    "MIN_ROWS",
    "AVG_ROW_LENGTH",
    "KEY_BLOCK_SIZE",
    "STATS_PERSISTENT",
    "STATS_AUTO_RECALC",
    "DISCARD",
    "IMPORT",
    "TABLESPACE",
    "WITH",
    "WITHOUT",
    "SECONDARY_LOAD",
    "INSERT_METHOD",
    "UNION",
    "TABLE_CHECKSUM",
    "UPGRADE",
    "SWITCH",
    "PAGE_CHECKSUM",
    "TRANSACTIONAL",
    "ENCRYPTION",
    "COMPRESSION",
    "INMEMORY",
    "NO",
];

fn add(cursor: &mut Cursor<'_>, table: &TableName, draft: &mut Draft) -> Result<(), Unreadable> {
    let partitions = cursor.engine.is_mysql_like() || cursor.engine == Engine::Oracle;
    if partitions && cursor.is("PARTITION") || cursor.is_seq(&["SYSTEM", "VERSIONING"]) {
        cursor.skip_element();
        return Ok(());
    }
    if cursor.engine == Engine::SqlServer && constraints::default_for(cursor, table, draft) {
        return Ok(());
    }
    cursor.eat("COLUMN");
    cursor.eat_seq(&["IF", "NOT", "EXISTS"]);
    if !cursor.is_punct(b'(') {
        return add_element(cursor, table, draft);
    }
    let open = *cursor;
    let Some(mut group) = cursor.group() else { return Ok(()) };
    if !cursor.has_closed(&group) {
        return unreadable(&open, "this parenthesis is never closed");
    }
    while !group.is_done() {
        add_element(&mut group, table, draft)?;
        group.skip_element();
        group.eat_punct(b',');
    }
    // Oracle's state may follow the parentheses too.
    super::foreign_key::constraint_state(cursor, None);
    Ok(())
}

/// One column or constraint, each made a change of its own.
fn add_element(cursor: &mut Cursor<'_>, table: &TableName, draft: &mut Draft) -> Result<(), Unreadable> {
    let mut out = draft.elements();
    let lender = using_index(cursor);
    if cursor.is_seq(&["CONSTRAINT", "IF"]) {
        // CockroachDB: ADD CONSTRAINT IF NOT EXISTS name.
        let at = cursor.here();
        cursor.at += 4;
        let from = cursor.here();
        let name = cursor.name(NameKind::Constraint).map(|name| (name, cursor.since(from)));
        create_table::constraint(cursor, name, at, &mut out)?;
        out.unless_named = true;
    } else {
        create_table::element(cursor, &mut out)?;
    }
    let position = position(cursor);
    push_elements(table, out, position, draft);
    if let Some(index) = lender {
        draft.pend(Pending::PartsOf(index));
    }
    Ok(())
}

/// Every element as a change, its marks with it.
pub(super) fn push_elements(table: &TableName, out: Elements, position: ColumnPosition, draft: &mut Draft) {
    let Elements { columns, keys, foreign_keys, checks, marks, refused, unless_named, .. } = out;
    let mut refused = refused.into_iter().peekable();
    let mut position = Some(position);
    let place = |object: MarkedObject, as_object: MarkedObject, draft: &mut Draft| {
        for (marked, part, span) in &marks {
            if *marked == object {
                draft.mark(as_object, *part, *span);
            }
        }
    };
    for (nth, column) in columns.into_iter().enumerate() {
        let position = position.take().unwrap_or_default();
        draft.push(Change::AddColumn { table: table.clone(), column, position });
        place(MarkedObject::Column(nth as u16), MarkedObject::Column(0), draft);
    }
    for (nth, key) in keys.into_iter().enumerate() {
        draft.push(Change::AddKey { table: table.clone(), key });
        place(MarkedObject::Key(nth as u16), MarkedObject::Key(0), draft);
    }
    for (nth, foreign_key) in foreign_keys.into_iter().enumerate() {
        draft.push(Change::AddForeignKey { table: table.clone(), foreign_key });
        place(MarkedObject::ForeignKey(nth as u16), MarkedObject::ForeignKey(0), draft);
        let of_it = |pending: &Pending| matches!(pending, Pending::Clauses { foreign_key, .. } if usize::from(*foreign_key) == nth);
        if let Some(Pending::Clauses { is_inline, clauses, .. }) = refused.next_if(of_it) {
            draft.pend(Pending::Clauses { foreign_key: 0, is_inline, clauses });
        }
        if unless_named {
            draft.pend(Pending::UnlessNamed);
        }
    }
    for (nth, check) in checks.into_iter().enumerate() {
        draft.push(Change::AddCheck { table: table.clone(), check });
        place(MarkedObject::Check(nth as u16), MarkedObject::Check(0), draft);
    }
}

/// The index of `[CONSTRAINT n] PRIMARY KEY | UNIQUE USING INDEX i`, without stepping.
fn using_index(cursor: &Cursor<'_>) -> Option<Ident> {
    let mut ahead = *cursor;
    if ahead.eat("CONSTRAINT") {
        ahead.at += 1;
    }
    let kind = ahead.eat_seq(&["PRIMARY", "KEY"]) || ahead.eat("UNIQUE");
    (kind && ahead.eat_seq(&["USING", "INDEX"])).then(|| ahead.name(NameKind::Constraint)).flatten()
}

pub(super) fn position(cursor: &mut Cursor<'_>) -> ColumnPosition {
    if cursor.eat("FIRST") {
        ColumnPosition::First
    } else if cursor.eat("AFTER") {
        cursor.name(NameKind::Column).map_or(ColumnPosition::Last, ColumnPosition::After)
    } else {
        ColumnPosition::Last
    }
}

/// SQL Server: `DROP CONSTRAINT a, b, COLUMN c, d`.
fn drop_list(cursor: &mut Cursor<'_>, table: &TableName, draft: &mut Draft) -> Result<(), Unreadable> {
    let mut column = false;
    loop {
        if cursor.eat("COLUMN") {
            column = true;
        } else if cursor.eat("CONSTRAINT") {
            column = false;
        }
        cursor.eat_seq(&["IF", "EXISTS"]);
        let Some(name) = cursor.name(if column { NameKind::Column } else { NameKind::Constraint }) else {
            return unreadable(
                cursor,
                if column { "DROP names no column" } else { "DROP names no constraint" },
            );
        };
        draft.push(if column {
            Change::DropColumn { table: table.clone(), column: name }
        } else {
            Change::DropConstraint { table: table.clone(), name }
        });
        if cursor.eat("WITH") {
            cursor.skip_group();
        }
        if !cursor.eat_punct(b',') {
            return Ok(());
        }
    }
}

fn drop_part(cursor: &mut Cursor<'_>, table: &TableName, draft: &mut Draft) -> Result<(), Unreadable> {
    if cursor.engine == Engine::SqlServer && !cursor.is_seq(&["PERIOD", "FOR"]) {
        return drop_list(cursor, table, draft);
    }
    if constraints::drop_constraint(cursor, table, draft)? {
        return Ok(());
    }
    if cursor.is_any(&["PARTITION", "SUBPARTITION"]) || cursor.is_seq(&["SYSTEM", "VERSIONING"]) {
        cursor.skip_element();
        return Ok(());
    }
    if cursor.is("PERIOD") && cursor.is_at(1, "FOR") {
        cursor.skip_element();
        return Ok(());
    }
    cursor.eat("COLUMN");
    cursor.eat_seq(&["IF", "EXISTS"]);
    let columns = match cursor.column_list() {
        Some((columns, _)) => columns,
        None => match cursor.name(NameKind::Column) {
            Some(column) => vec![column],
            None => return unreadable(cursor, "DROP names no column"),
        },
    };
    cursor.eat_any(&["CASCADE", "RESTRICT"]);
    cursor.eat("CONSTRAINTS");
    for column in columns {
        draft.push(Change::DropColumn { table: table.clone(), column });
    }
    Ok(())
}

fn alter_part(cursor: &mut Cursor<'_>, table: &TableName, draft: &mut Draft) -> Result<(), Unreadable> {
    if cursor.is("CONSTRAINT") {
        return constraints::alter_constraint(cursor, table, draft);
    }
    if cursor.is_any(&["INDEX", "CHECK"])
        && cursor.peek_at(1).is_some_and(|next| next.kind != TokenKind::Punct(b','))
    {
        cursor.skip_element();
        return Ok(());
    }
    columns::alter_column(cursor, table, draft)
}

fn modify(cursor: &mut Cursor<'_>, table: &TableName, draft: &mut Draft) -> Result<(), Unreadable> {
    let constraint = cursor.is_any(&["CONSTRAINT", "UNIQUE"]) && !cursor.is_punct_at(1, b'(');
    if cursor.engine == Engine::Oracle && (constraint || cursor.is_seq(&["PRIMARY", "KEY"])) {
        return constraints::modify_constraint(cursor, table, draft);
    }
    if cursor.engine == Engine::Oracle && cursor.is_any(ORACLE_STORAGE) {
        cursor.skip_element();
        return Ok(());
    }
    columns::modify(cursor, table, draft)
}

/// What Oracle's MODIFY changes besides columns and constraints.
const ORACLE_STORAGE: &[&str] = &["PARTITION", "SUBPARTITION", "DEFAULT", "LOB", "NESTED", "OPAQUE"];
