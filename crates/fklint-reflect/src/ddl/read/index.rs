//! `CREATE INDEX`, `ALTER INDEX`, `DROP INDEX`.

use fklint_catalog::{Change, Ident, Key, KeyKind, KeyRef, NameKind, Part, TableName};

use super::cursor::Cursor;
use super::statement::Draft;
use super::{Unreadable, key, unreadable};
use crate::ddl::{MarkedObject, Pending};

/// From the word after `CREATE`.
pub(super) fn create_index(cursor: &mut Cursor<'_>, draft: &mut Draft) -> Result<(), Unreadable> {
    let mut kind = KeyKind::Plain;
    while !cursor.eat("INDEX") {
        match () {
            () if cursor.is("UNIQUE") => kind = KeyKind::Unique,
            () if cursor.is("FULLTEXT") => kind = KeyKind::FullText,
            () if cursor.is("SPATIAL") => kind = KeyKind::Spatial,
            () => {}
        }
        cursor.at += 1;
    }
    cursor.eat("CONCURRENTLY");
    cursor.eat_seq(&["IF", "NOT", "EXISTS"]);
    let mut key = Key { constraint: false, ..Key::over(kind, []) };
    let mut name_span = None;
    if !cursor.is("ON") {
        // An Oracle or SQLite index may carry a schema; it is the table's.
        if let Some((name, span)) = cursor.table_name() {
            key.name = Some(Ident::new(
                cursor.engine,
                NameKind::Constraint,
                name.name.as_str(),
                quoting(cursor, span),
            ));
            name_span = Some(span);
        }
    }
    if cursor.engine.is_mysql_like() {
        key::options(cursor, &mut key);
    }
    if !cursor.eat("ON") {
        return unreadable(cursor, "CREATE INDEX names no table");
    }
    cursor.eat_only();
    if cursor.eat("CLUSTER") {
        return Ok(());
    }
    let Some((table, table_span)) = cursor.table_name() else {
        return unreadable(cursor, "CREATE INDEX names no table");
    };
    key::options(cursor, &mut key);
    let at = cursor.here();
    let Some(parts) = key::parts(cursor) else {
        return unreadable(cursor, "CREATE INDEX has no list of columns");
    };
    let columns = cursor.since(at);
    key.parts = parts.into();
    key::options(cursor, &mut key);
    cursor.at = cursor.tokens.len();
    draft.push(Change::AddKey { table, key });
    draft.mark(MarkedObject::Key(0), Part::Whole, cursor.since(draft.start));
    draft.mark(MarkedObject::Key(0), Part::Columns, columns);
    draft.mark(MarkedObject::Table, Part::Name, table_span);
    if let Some(span) = name_span {
        draft.mark(MarkedObject::Key(0), Part::Name, span);
    }
    Ok(())
}

fn quoting(cursor: &Cursor<'_>, span: fklint_source::Span) -> fklint_catalog::Quoting {
    let quoted = cursor.bytes(span).last().is_some_and(|byte| matches!(byte, b'"' | b'`' | b']' | b'\''));
    if quoted { fklint_catalog::Quoting::Quoted } else { fklint_catalog::Quoting::Bare }
}

/// From the word after `DROP INDEX`.
pub(super) fn drop_index(cursor: &mut Cursor<'_>, draft: &mut Draft) -> Result<(), Unreadable> {
    cursor.eat("CONCURRENTLY");
    cursor.eat_seq(&["IF", "EXISTS"]);
    loop {
        let Some((name, span)) = cursor.table_name() else {
            return unreadable(cursor, "DROP INDEX names no index");
        };
        let index =
            Ident::new(cursor.engine, NameKind::Constraint, name.name.as_str(), quoting(cursor, span));
        let key = key_ref(cursor, index);
        if cursor.eat("ON") {
            let Some((table, _)) = cursor.table_name() else {
                return unreadable(cursor, "DROP INDEX … ON names no table");
            };
            draft.push(Change::DropKey { table, key });
        } else {
            draft.push(Change::DropKey { table: TableName { schema: name.schema, name: name.name }, key });
            draft.pend(Pending::OwnerOfIndex);
        }
        if !cursor.eat_punct(b',') {
            return Ok(());
        }
    }
}

/// What a name of an index means: MySQL and MariaDB call every primary key `PRIMARY`, and nothing else.
pub(super) fn key_ref(cursor: &Cursor<'_>, name: Ident) -> KeyRef {
    if cursor.engine.is_mysql_like() && name.folded() == "primary" {
        KeyRef::Primary
    } else {
        KeyRef::Named(name)
    }
}

/// From the word after `ALTER INDEX`: only a rename bears on what an index is.
pub(super) fn alter_index(cursor: &mut Cursor<'_>, draft: &mut Draft) -> Result<(), Unreadable> {
    cursor.eat_seq(&["IF", "EXISTS"]);
    let Some((name, span)) = cursor.table_name() else {
        return unreadable(cursor, "ALTER INDEX names no index");
    };
    if cursor.eat_seq(&["RENAME", "TO"]) {
        let Some(to) = cursor.name(NameKind::Constraint) else {
            return unreadable(cursor, "RENAME TO names no index");
        };
        let from = Ident::new(cursor.engine, NameKind::Constraint, name.name.as_str(), quoting(cursor, span));
        draft.push(Change::RenameConstraint { table: name, from, to });
        draft.pend(Pending::OwnerOfIndex);
    }
    Ok(())
}
