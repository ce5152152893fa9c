//! One statement: which kind it is, and who reads it.

use fklint_catalog::{Change, Engine, Part, StatementKind, TableKind, TableName, Transaction};
use fklint_source::Span;

use super::cursor::Cursor;
use super::elements::{Elements, exact};
use super::text::Marks;
use super::{Unreadable, alter, create_table, index, rows, setting, unreadable};
use crate::ddl::classify::Class;
use crate::ddl::{Mark, MarkedObject, Pending, ReadStatement};

/// A statement's changes while they are read.
pub(super) struct Draft {
    /// Where the statement starts.
    pub(super) start: u32,
    pub(super) changes: Vec<Change>,
    pub(super) marks: Vec<Mark>,
    pub(super) pending: Vec<(u16, Pending)>,
    fault: Option<Span>,
    wanted: Marks,
}

impl Draft {
    pub(super) const fn new(start: u32, wanted: Marks) -> Self {
        Self { start, changes: Vec::new(), marks: Vec::new(), pending: Vec::new(), fault: None, wanted }
    }

    /// Elements whose marks are kept as its own are.
    pub(super) fn elements(&self) -> Elements {
        Elements::new(self.wanted)
    }

    /// Adds a change: marks and pending matters that follow are about it.
    pub(super) fn push(&mut self, change: Change) {
        // Most statements make one change, and a change is large.
        if self.changes.is_empty() {
            self.changes.reserve_exact(1);
        }
        self.changes.push(change);
    }

    /// Marks a part of the last change.
    pub(super) fn mark(&mut self, object: MarkedObject, part: Part, span: Span) {
        self.mark_change(self.changes.len().saturating_sub(1), object, part, span);
    }

    /// Marks a part of a change by its index.
    pub(super) fn mark_change(&mut self, change: usize, object: MarkedObject, part: Part, span: Span) {
        if self.wanted.takes(part) {
            self.marks.push(Mark { change: super::elements::index(change), object, part, span });
        }
    }

    /// Says what the last change leaves open.
    pub(super) fn pend(&mut self, pending: Pending) {
        self.pending.push((self.last(), pending));
    }

    fn last(&self) -> u16 {
        super::elements::index(self.changes.len().saturating_sub(1))
    }

    pub(super) fn finish(self, span: Span, kind: StatementKind, dynamic: bool) -> ReadStatement {
        let Self { changes, marks, pending, fault, .. } = self;
        let (changes, marks, pending) = (exact(changes), exact(marks).into(), pending.into());
        ReadStatement { span, kind, changes, marks, pending, dynamic, fault, down: false }
    }
}

/// Reads a statement of that class from its tokens.
pub(super) fn statement(cursor: &mut Cursor<'_>, span: Span, class: Class, marks: Marks) -> ReadStatement {
    let mut draft = Draft::new(span.start, marks);
    let kind = match class {
        Class::Definition => match definition(cursor, &mut draft) {
            Ok(()) if draft.changes.is_empty() => StatementKind::Opaque,
            Ok(()) if draft.changes.len() > usize::from(u16::MAX) => {
                draft = Draft::new(span.start, marks);
                StatementKind::Unreadable("it makes more than 65,535 changes: split it".to_owned())
            }
            Ok(()) => StatementKind::Definition,
            Err(Unreadable { why, at }) => {
                draft.fault = Some(at);
                StatementKind::Unreadable(why)
            }
        },
        Class::Setting => {
            setting::setting(cursor, &mut draft);
            if draft.changes.is_empty() { StatementKind::Opaque } else { StatementKind::Definition }
        }
        Class::Transaction => transaction(cursor).map_or(StatementKind::Opaque, StatementKind::Transaction),
        Class::Rows => rows::rows(cursor),
        Class::Routine | Class::Other => StatementKind::Opaque,
    };
    draft.finish(span, kind, false)
}

/// A statement that defines something.
pub(super) fn definition(cursor: &mut Cursor<'_>, draft: &mut Draft) -> Result<(), Unreadable> {
    if cursor.eat("CREATE") {
        create(cursor, draft)
    } else if cursor.eat("ALTER") {
        alter::alter(cursor, draft)
    } else if cursor.eat("DROP") {
        drop_object(cursor, draft)
    } else if cursor.eat("RENAME") {
        rename(cursor, draft)
    } else if cursor.engine == Engine::SqlServer && cursor.eat_seq(&["IF"]) {
        // `IF NOT EXISTS (…) CREATE TABLE …`
        while !cursor.is_done() && !cursor.is_any(&["CREATE", "ALTER", "DROP"]) {
            if !cursor.skip_group() {
                cursor.at += 1;
            }
        }
        if cursor.is_done() { Ok(()) } else { definition(cursor, draft) }
    } else {
        Ok(())
    }
}

fn create(cursor: &mut Cursor<'_>, draft: &mut Draft) -> Result<(), Unreadable> {
    cursor.eat_seq(&["OR", "REPLACE"]);
    if cursor.eat("SCHEMA") {
        return schema(cursor, draft);
    }
    let mut kind = TableKind::Base;
    let mut index_start = cursor.at;
    loop {
        if cursor.eat("TABLE") {
            return create_table::create_table(cursor, kind, draft);
        }
        if cursor.is("INDEX") {
            cursor.at = index_start;
            return index::create_index(cursor, draft);
        }
        match () {
            () if cursor.is_any(&["TEMP", "TEMPORARY"]) => kind = TableKind::Temporary,
            () if cursor.is_any(&["FOREIGN", "EXTERNAL", "VIRTUAL"]) => kind = TableKind::Foreign,
            () if cursor.is_any(&["VIEW", "MATERIALIZED"]) => return view(cursor, draft),
            () if cursor.engine.is_mysql_like() && cursor.is_any(&["ALGORITHM", "DEFINER", "SQL"]) => {
                // `ALGORITHM = UNDEFINED DEFINER = a@b SQL SECURITY DEFINER VIEW v`
                while !cursor.is_done() && !cursor.is("VIEW") {
                    cursor.at += 1;
                }
                continue;
            }
            () if cursor.is_any(MODIFIERS) => {}
            () => return Ok(()),
        }
        index_start = index_start.min(cursor.at);
        cursor.at += 1;
    }
}

/// Words between CREATE and what is created.
const MODIFIERS: &[&str] = &[
    "GLOBAL",
    "LOCAL",
    "PRIVATE",
    "UNLOGGED",
    "SHARDED",
    "DUPLICATED",
    "IMMUTABLE",
    "BLOCKCHAIN",
    "UNIQUE",
    "BITMAP",
    "FULLTEXT",
    "SPATIAL",
    "CLUSTERED",
    "NONCLUSTERED",
    "COLUMNSTORE",
    "ONLINE",
    "OFFLINE",
    "COLUMN",
    "ROW",
    "CACHED",
    "MEMORY",
    "PRIMARY",
    "XML",
    "MULTIVALUE",
    "VECTOR",
];

/// A view is a table that cannot be referenced: its name matters, its query does not.
fn view(cursor: &mut Cursor<'_>, draft: &mut Draft) -> Result<(), Unreadable> {
    while cursor.is_any(&["MATERIALIZED", "VIEW"]) {
        cursor.at += 1;
    }
    let if_not_exists = cursor.eat_seq(&["IF", "NOT", "EXISTS"]);
    let Some((name, span)) = cursor.table_name() else { return Ok(()) };
    let mut table = fklint_catalog::Table { kind: TableKind::View, ..fklint_catalog::Table::new(name) };
    table.completeness = fklint_catalog::Completeness::ColumnsUnknown;
    cursor.at = cursor.tokens.len();
    draft.push(Change::CreateTable { table: std::sync::Arc::new(table), if_not_exists });
    draft.mark(MarkedObject::Table, Part::Whole, cursor.since(draft.start));
    draft.mark(MarkedObject::Table, Part::Name, span);
    Ok(())
}

/// `CREATE SCHEMA s CREATE TABLE … CREATE TABLE …`: one statement, unqualified names lie in `s`.
fn schema(cursor: &mut Cursor<'_>, draft: &mut Draft) -> Result<(), Unreadable> {
    cursor.eat_seq(&["IF", "NOT", "EXISTS"]);
    let schema = if cursor.is("AUTHORIZATION") { None } else { cursor.table_name() };
    let schema = schema.map(|(name, _)| {
        let text = name.name.as_str();
        fklint_catalog::Ident::new(
            cursor.engine,
            fklint_catalog::NameKind::Schema,
            text,
            fklint_catalog::Quoting::Quoted,
        )
    });
    let mut starts = Vec::new();
    let mut scan = *cursor;
    while !scan.is_done() {
        if scan.is("CREATE") {
            starts.push(scan.at);
        }
        if !scan.skip_group() {
            scan.at += 1;
        }
    }
    for (nth, &start) in starts.iter().enumerate() {
        let end = starts.get(nth + 1).copied().unwrap_or(cursor.tokens.len());
        let mut inner = cursor.part(start, end);
        let before = draft.changes.len();
        let outer = draft.start;
        draft.start = inner.here();
        definition(&mut inner, draft)?;
        draft.start = outer;
        for change in &mut draft.changes[before..] {
            if let (Change::CreateTable { table, .. }, Some(schema)) = (change, &schema) {
                let table = std::sync::Arc::make_mut(table);
                table.name.schema.get_or_insert_with(|| schema.clone());
                for key in &mut table.foreign_keys {
                    key.parent.schema.get_or_insert_with(|| schema.clone());
                }
            }
        }
    }
    cursor.at = cursor.tokens.len();
    Ok(())
}

fn drop_object(cursor: &mut Cursor<'_>, draft: &mut Draft) -> Result<(), Unreadable> {
    cursor.eat_any(&["TEMPORARY", "FOREIGN", "EXTERNAL", "MATERIALIZED"]);
    if cursor.eat("INDEX") {
        return index::drop_index(cursor, draft);
    }
    if !cursor.eat_any(&["TABLE", "TABLES", "VIEW"]) {
        return Ok(());
    }
    cursor.eat_seq(&["IF", "EXISTS"]);
    let mut names: Vec<(TableName, Span)> = Vec::new();
    loop {
        let Some(found) = cursor.table_name() else {
            return unreadable(cursor, "DROP TABLE names no table");
        };
        names.push(found);
        if !cursor.eat_punct(b',') {
            break;
        }
    }
    let cascade = cursor.eat("CASCADE");
    for (name, span) in names {
        draft.push(Change::DropTable { name, cascade });
        draft.mark(MarkedObject::Table, Part::Name, span);
    }
    Ok(())
}

/// MySQL `RENAME TABLE a TO b, c TO d`; Oracle `RENAME a TO b`.
fn rename(cursor: &mut Cursor<'_>, draft: &mut Draft) -> Result<(), Unreadable> {
    cursor.eat_any(&["TABLE", "TABLES"]);
    cursor.eat_seq(&["IF", "EXISTS"]);
    loop {
        let (Some((from, span)), true, Some((to, _))) =
            (cursor.table_name(), cursor.eat("TO"), cursor.table_name())
        else {
            return unreadable(cursor, "RENAME should be followed by `old TO new`");
        };
        draft.push(Change::RenameTable { from, to });
        draft.mark(MarkedObject::Table, Part::Name, span);
        if !cursor.eat_punct(b',') {
            return Ok(());
        }
    }
}

fn transaction(cursor: &Cursor<'_>) -> Option<Transaction> {
    match () {
        () if cursor.is_any(&["BEGIN", "START"]) => Some(Transaction::Begin),
        () if cursor.is_any(&["COMMIT", "END"]) => Some(Transaction::Commit),
        () if cursor.is("ABORT") || cursor.is("ROLLBACK") && !cursor.is_any_at(1, &["TO", "PREPARED"]) => {
            Some(Transaction::Rollback)
        }
        () => None,
    }
}
