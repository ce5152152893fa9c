//! Statements that move rows: which tables they read and write.

use std::sync::Arc;

use fklint_catalog::{Change, Completeness, Engine, Part, StatementKind, Table, TableName};

use super::cursor::Cursor;
use super::statement::Draft;
use crate::ddl::MarkedObject;

/// `SELECT … INTO t` makes a table on PostgreSQL and SQL Server, with the columns of the query; whether it does.
pub(super) fn select_into(cursor: &Cursor<'_>, draft: &mut Draft) -> bool {
    if !matches!(cursor.engine, Engine::Postgres | Engine::SqlServer) || !cursor.is_any(&["SELECT", "WITH"]) {
        return false;
    }
    let mut ahead = *cursor;
    while !ahead.is_done() && !ahead.is("INTO") {
        if !ahead.skip_group() {
            ahead.at += 1;
        }
    }
    if !ahead.eat("INTO") || ahead.eat_any(&["TEMP", "TEMPORARY", "LOCAL", "GLOBAL"]) {
        return false;
    }
    ahead.eat("UNLOGGED");
    ahead.eat("TABLE");
    let Some((name, span)) = ahead.table_name() else { return false };
    // SQL Server's temporary tables; and a variable is no table.
    if name.name.as_str().starts_with(['#', '@', ':']) {
        return false;
    }
    let mut table = Table::new(name);
    table.completeness = Completeness::ColumnsUnknown;
    draft.push(Change::CreateTable { table: Arc::new(table), if_not_exists: false });
    draft.mark(MarkedObject::Table, Part::Name, span);
    true
}

/// `INSERT`, `REPLACE`, `UPDATE`, `DELETE`, `TRUNCATE`, `MERGE`, `COPY`.
pub(super) fn rows(cursor: &mut Cursor<'_>) -> StatementKind {
    let mut reads = Vec::new();
    let mut writes = Vec::new();
    if cursor.is_any(&["INSERT", "REPLACE", "MERGE"]) {
        seek(cursor, "INTO");
        writes.extend(name(cursor));
    } else if cursor.eat("UPDATE") {
        cursor.eat_only();
        writes.extend(name(cursor));
    } else if cursor.is("DELETE") {
        seek(cursor, "FROM");
        cursor.eat_only();
        writes.extend(name(cursor));
    } else if cursor.eat("COPY") {
        let table = name(cursor);
        cursor.column_list();
        let tables = if cursor.is("FROM") { &mut writes } else { &mut reads };
        tables.extend(table);
        // What follows is a file.
        cursor.at = cursor.tokens.len();
    } else if cursor.eat("TRUNCATE") {
        cursor.eat("TABLE");
        writes.extend(name(cursor));
    } else {
        return StatementKind::Opaque;
    }
    while !cursor.is_done() {
        if cursor.is_any(&["FROM", "JOIN", "USING"]) {
            cursor.at += 1;
            reads.extend(name(cursor));
        } else {
            cursor.at += 1;
        }
    }
    StatementKind::Rows { reads: reads.into(), writes: writes.into() }
}

fn seek(cursor: &mut Cursor<'_>, word: &str) {
    // `INSERT users VALUES …` has no INTO in MySQL and SQL Server.
    let mut ahead = *cursor;
    for _ in 0..5 {
        if ahead.eat(word) {
            *cursor = ahead;
            return;
        }
        ahead.at += 1;
    }
    cursor.at += 1;
}

fn name(cursor: &mut Cursor<'_>) -> Option<TableName> {
    cursor.table_name().map(|(name, _)| name)
}
