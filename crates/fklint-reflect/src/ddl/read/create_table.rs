//! `CREATE TABLE`: the elements between the parentheses, and the options around them.

use std::sync::Arc;

use fklint_catalog::{
    Change, Completeness, Engine, Ident, KeyKind, NameKind, Part, StorageEngine, Table, TableKind, TableName,
};
use fklint_source::Span;

use super::cursor::Cursor;
use super::elements::{Elements, exact, index};
use super::statement::Draft;
use super::{Unreadable, column, foreign_key, key, partition, unreadable};
use crate::ddl::lex::words::WordSet;
use crate::ddl::token::TokenKind;
use crate::ddl::{MarkedObject, Pending};

/// From the word after `TABLE`.
pub(super) fn create_table(
    cursor: &mut Cursor<'_>,
    kind: TableKind,
    draft: &mut Draft,
) -> Result<(), Unreadable> {
    let start = draft.start;
    let if_not_exists = cursor.eat_seq(&["IF", "NOT", "EXISTS"]);
    let Some((name, name_span)) = cursor.table_name() else {
        return unreadable(cursor, "CREATE TABLE names no table");
    };
    let mut table = Table { kind, ..Table::new(name) };
    let mut elements = draft.elements();
    elements.mark(MarkedObject::Table, Part::Name, name_span);
    let mut pending = Vec::new();
    if cursor.eat_seq(&["PARTITION", "OF"]) {
        let Some((parent, _)) = cursor.table_name() else {
            return unreadable(cursor, "PARTITION OF names no table");
        };
        pending.push(Pending::ColumnsOf { table: parent.clone(), keys: true, behind: 0 });
        table_elements(cursor, &mut elements, &mut pending)?;
        table.kind = TableKind::Partition { of: parent.into(), bounds: partition::bounds(cursor) };
    } else if cursor.eat("OF") {
        cursor.table_name();
        table.completeness = Completeness::ColumnsUnknown;
        table_elements(cursor, &mut elements, &mut pending)?;
    } else if cursor.is_seq(&["USING"]) {
        // SQLite `CREATE VIRTUAL TABLE f USING fts5(…)`: the arguments are the module's own language.
        table.kind = TableKind::Foreign;
        table.completeness = Completeness::ColumnsUnknown;
        cursor.at = cursor.tokens.len();
    } else if cursor.is("LIKE") {
        like(cursor, 0, &mut pending);
    } else if !table_elements(cursor, &mut elements, &mut pending)? {
        let has_query = cursor.tokens[cursor.at..].iter().any(|token| {
            let word = cursor.bytes(token.span);
            word.eq_ignore_ascii_case(b"AS") || word.eq_ignore_ascii_case(b"SELECT")
        });
        if !has_query {
            return unreadable(cursor, "CREATE TABLE has no list of columns");
        }
        table.completeness = Completeness::ColumnsUnknown;
    }
    if elements.are_too_many() {
        return unreadable(cursor, "no engine takes more than 65,535 columns or constraints in a table");
    }
    options(cursor, &mut table, &mut elements);
    finish(table, elements, if_not_exists, start, pending, cursor, draft);
    Ok(())
}

fn finish(
    mut table: Table,
    elements: Elements,
    if_not_exists: bool,
    start: u32,
    pending: Vec<Pending>,
    cursor: &Cursor<'_>,
    draft: &mut Draft,
) {
    let columns = index(elements.columns.len());
    table.columns = elements.columns.into();
    table.keys = exact(elements.keys);
    table.foreign_keys = elements.foreign_keys.into();
    table.checks = elements.checks;
    draft.push(Change::CreateTable { table: Arc::new(table), if_not_exists });
    draft.marks.reserve_exact(elements.marks.len() + 1);
    draft.mark(MarkedObject::Table, Part::Whole, cursor.since(start));
    for (object, part, span) in elements.marks {
        draft.mark(object, part, span);
    }
    for mut pending in pending {
        if let Pending::ColumnsOf { behind, .. } = &mut pending {
            *behind = columns - *behind;
        }
        draft.pend(pending);
    }
}

/// `( element, … )`; false if no list starts here.
fn table_elements(
    cursor: &mut Cursor<'_>,
    out: &mut Elements,
    pending: &mut Vec<Pending>,
) -> Result<bool, Unreadable> {
    let starts_select = cursor.is_punct(b'(') && (cursor.is_at(1, "SELECT") || cursor.is_at(1, "WITH"));
    if !cursor.is_punct(b'(') || starts_select {
        return Ok(false);
    }
    let open = *cursor;
    let Some(mut group) = cursor.group() else { return Ok(false) };
    if !cursor.has_closed(&group) {
        return unreadable(&open, "this parenthesis is never closed");
    }
    out.reserve(group.elements());
    while !group.is_done() {
        if group.is("LIKE") && group.at_name() {
            like(&mut group, out.columns.len(), pending);
        } else {
            element(&mut group, out)?;
        }
        // What stands here was not understood, or an element that forgot its comma: the table constraints
        // that real files write so are read, anything else is stepped over.
        while !group.is_done() && !group.is_punct(b',') {
            if at_constraint(&group) {
                element(&mut group, out)?;
                continue;
            }
            let start = group.here();
            if !group.skip_group() {
                group.at += 1;
            }
            out.opaque(MarkedObject::Table, group.since(start));
        }
        group.eat_punct(b',');
    }
    Ok(true)
}

/// Whether a table constraint starts here.
fn at_constraint(cursor: &Cursor<'_>) -> bool {
    cursor.is("CONSTRAINT")
        || cursor.is_seq(&["FOREIGN", "KEY"])
        || (cursor.is_seq(&["PRIMARY", "KEY"]))
        || starts_unique(cursor)
        || (cursor.is("CHECK") && cursor.is_punct_at(1, b'('))
}

impl Cursor<'_> {
    pub(super) fn is_any_at(&self, ahead: usize, words: &[&str]) -> bool {
        words.iter().any(|word| self.is_at(ahead, word))
    }
}

/// A column or a table constraint.
pub(super) fn element(cursor: &mut Cursor<'_>, out: &mut Elements) -> Result<(), Unreadable> {
    let start = cursor.here();
    if cursor.is_punct(b',') || cursor.is_done() {
        return Ok(());
    }
    if cursor.is("CONSTRAINT") && !is_column_named(cursor) {
        cursor.at += 1;
        // MySQL and MariaDB allow the word alone, without a name.
        let name = if at_constraint_kind(cursor) {
            None
        } else {
            let at = cursor.here();
            cursor.name(NameKind::Constraint).map(|name| (name, cursor.since(at)))
        };
        return constraint(cursor, name, start, out).map(drop);
    }
    if constraint(cursor, None, start, out)? {
        return Ok(());
    }
    column::column(cursor, out)
}

fn at_constraint_kind(cursor: &Cursor<'_>) -> bool {
    cursor.is_seq(&["FOREIGN", "KEY"])
        || cursor.is_seq(&["PRIMARY", "KEY"])
        || (cursor.is_any(&["UNIQUE", "CHECK"])
            && (cursor.is_punct_at(1, b'(') || cursor.is_any_at(1, &["KEY", "INDEX"])))
}

/// `constraint` as a bare column name, which SQLite and Oracle do not reserve everywhere.
fn is_column_named(cursor: &Cursor<'_>) -> bool {
    cursor
        .peek_at(1)
        .is_none_or(|token| !matches!(token.kind, TokenKind::Word | TokenKind::Quoted | TokenKind::String))
}

/// The first words of table constraints.
static CONSTRAINTS: WordSet = WordSet::new(&[
    "FOREIGN",
    "PRIMARY",
    "UNIQUE",
    "CHECK",
    "EXCLUDE",
    "NOT",
    "KEY",
    "INDEX",
    "FULLTEXT",
    "SPATIAL",
    "VECTOR",
    "PERIOD",
    "SUPPLEMENTAL",
]);

/// A table constraint, from the word after its name; false if none stands here.
pub(super) fn constraint(
    cursor: &mut Cursor<'_>,
    name: Option<(Ident, Span)>,
    start: u32,
    out: &mut Elements,
) -> Result<bool, Unreadable> {
    // Most of what is asked is the name of a column.
    if !cursor.is_of(&CONSTRAINTS) {
        return Ok(false);
    }
    let mysql = cursor.engine.is_mysql_like();
    if cursor.is_seq(&["FOREIGN", "KEY"]) {
        foreign_key::table_constraint(cursor, name, start, out)?;
    } else if cursor.eat_seq(&["PRIMARY", "KEY"]) {
        key::table_key(cursor, KeyKind::Primary, true, name, start, out)?;
    } else if starts_unique(cursor) {
        cursor.at += 1;
        // `UNIQUE INDEX i (a)` is still a unique constraint; SQL Server and MySQL write it so.
        cursor.eat_any(&["KEY", "INDEX"]);
        key::table_key(cursor, KeyKind::Unique, true, name, start, out)?;
    } else if cursor.is("CHECK") && cursor.is_punct_at(1, b'(') || cursor.is_seq(&["CHECK", "NOT", "FOR"]) {
        column::check(cursor, name, start, out);
    } else if cursor.is("EXCLUDE") && (cursor.is_punct_at(1, b'(') || cursor.is_at(1, "USING")) {
        cursor.at += 1;
        key::table_key(cursor, KeyKind::Exclusion, true, name, start, out)?;
    } else if cursor.is_seq(&["NOT", "NULL"]) {
        named_not_null(cursor, out);
    } else if mysql && cursor.is_any(&["KEY", "INDEX"]) {
        cursor.at += 1;
        key::table_key(cursor, KeyKind::Plain, false, name, start, out)?;
    } else if mysql && cursor.is_any(&["FULLTEXT", "SPATIAL", "VECTOR"]) {
        let kind = if cursor.is("SPATIAL") { KeyKind::Spatial } else { KeyKind::FullText };
        cursor.at += 1;
        cursor.eat_any(&["KEY", "INDEX"]);
        key::table_key(cursor, kind, false, name, start, out)?;
    } else if cursor.engine == Engine::SqlServer && cursor.is("INDEX") {
        cursor.at += 1;
        key::table_key(cursor, KeyKind::Plain, false, name, start, out)?;
    } else if cursor.is_seq(&["PERIOD", "FOR"]) || cursor.is_seq(&["SUPPLEMENTAL", "LOG"]) {
        cursor.skip_element();
    } else {
        return Ok(false);
    }
    Ok(true)
}

/// `UNIQUE (a)`, `UNIQUE KEY …`, `UNIQUE name (a)`: a constraint, not a column of that name.
fn starts_unique(cursor: &Cursor<'_>) -> bool {
    cursor.is("UNIQUE")
        && (cursor.is_punct_at(1, b'(')
            || cursor.is_any_at(1, &["KEY", "INDEX", "NULLS", "CLUSTERED", "NONCLUSTERED", "USING"])
            || cursor.is_punct_at(2, b'('))
}

/// PostgreSQL 18 `CONSTRAINT n NOT NULL a`, as its pg_dump writes it.
fn named_not_null(cursor: &mut Cursor<'_>, out: &mut Elements) {
    cursor.at += 2;
    if let Some(name) = cursor.name(NameKind::Column)
        && let Some(column) = out.columns.iter_mut().find(|column| column.name == name)
    {
        column.not_null = true;
    }
    cursor.skip_element();
}

/// `LIKE parent [INCLUDING …]`, PostgreSQL's element and MySQL's whole statement. How many columns stand behind it
/// is known at the end: until then `behind` counts those before.
fn like(cursor: &mut Cursor<'_>, before: usize, pending: &mut Vec<Pending>) {
    cursor.at += 1;
    let Some((table, _)) = cursor.table_name() else { return };
    let mut keys = cursor.engine.is_mysql_like();
    while cursor.is_any(&["INCLUDING", "EXCLUDING"]) {
        let including = cursor.is("INCLUDING");
        if cursor.is_any_at(1, &["ALL", "INDEXES"]) {
            keys = including;
        }
        cursor.at += 2;
    }
    cursor.at = cursor.at.min(cursor.tokens.len());
    pending.push(Pending::ColumnsOf { table, keys, behind: index(before) });
}

/// Everything after the list.
fn options(cursor: &mut Cursor<'_>, table: &mut Table, out: &mut Elements) {
    while !cursor.is_done() {
        let start = cursor.here();
        if cursor.engine.is_mysql_like() && cursor.is_any(&["ENGINE", "TYPE"]) {
            cursor.at += 1;
            table.storage_engine = column::option_value(cursor).map(StorageEngine);
            out.mark(MarkedObject::Table, Part::StorageEngine, cursor.since(start));
        } else if cursor.eat_seq(&["CHARACTER", "SET"]) || cursor.eat("CHARSET") {
            table.charset = column::lower_option_value(cursor);
        } else if cursor.eat("COLLATE") {
            table.collation = column::lower_option_value(cursor);
        } else if cursor.eat("COMMENT") {
            column::option_value(cursor);
        } else if cursor.is("INHERITS") && cursor.is_punct_at(1, b'(') {
            cursor.at += 1;
            table.inherits = table_list(cursor);
        } else if cursor.eat_seq(&["PARTITION", "BY"]) {
            table.partition_by = Some(partition::by(cursor));
        } else if cursor.eat_seq(&["WITHOUT", "ROWID"]) {
            table.without_rowid = true;
        } else if cursor.engine == Engine::Sqlite && cursor.eat("STRICT") {
            table.strict = true;
        } else if cursor.is_any(&["AS", "SELECT"]) || (cursor.is_punct(b'(') && cursor.is_at(1, "SELECT")) {
            // The query may add columns that only the engine knows.
            table.completeness = Completeness::ColumnsUnknown;
            cursor.at = cursor.tokens.len();
        } else if !cursor.skip_group() {
            cursor.at += 1;
        }
    }
}

fn table_list(cursor: &mut Cursor<'_>) -> Vec<TableName> {
    let Some(mut group) = cursor.group() else { return Vec::new() };
    let mut tables = Vec::new();
    while let Some((name, _)) = group.table_name() {
        tables.push(name);
        if !group.eat_punct(b',') {
            break;
        }
    }
    tables
}
