//! What the tests of the reader share: a readable text form of changes, and of the places of their parts.
#![allow(dead_code, reason = "each test uses a part of it")]

pub(crate) mod print;

use fklint_catalog::{Engine, Part, StatementKind};
use fklint_reflect::{MarkedObject, Pending, Read, ReadStatement, ddl};

/// What `sql` says: a line for each statement, its changes joined by `; `.
pub(crate) fn reads(engine: Engine, sql: &[u8]) -> String {
    let read = ddl::read(sql, engine);
    read.statements.iter().map(statement).collect::<Vec<_>>().join("\n")
}

fn statement(statement: &ReadStatement) -> String {
    let mut line = String::new();
    line.push_str(if statement.down { "down " } else { "" });
    line.push_str(if statement.dynamic { "dynamic " } else { "" });
    let names = |names: &[fklint_catalog::TableName]| {
        names.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
    };
    match &statement.kind {
        StatementKind::Definition => {}
        StatementKind::Opaque => line.push_str("opaque "),
        StatementKind::Transaction(step) => line.push_str(&format!("{step:?}").to_lowercase()),
        StatementKind::Rows { reads, writes } => {
            line.push_str(&format!("rows {} < {}", names(writes), names(reads)));
        }
        StatementKind::Unreadable(why) => line.push_str(&format!("unreadable: {why}")),
    }
    let change = |(nth, change)| {
        let mut text = print::change(change);
        for (_, pending) in statement.pending.iter().filter(|(at, _)| usize::from(*at) == nth) {
            text.push_str(" ? ");
            text.push_str(&match pending {
                Pending::ColumnsOf { table, keys, .. } => {
                    format!("columns{} of {table}", if *keys { " and keys" } else { "" })
                }
                Pending::PartsOf(index) => format!("parts of {index}"),
                Pending::ForeignKeyNamed(name) => format!("named {name}"),
                Pending::Clauses { foreign_key, is_inline, clauses } => {
                    let form = if *is_inline { "a column's " } else { "" };
                    let clauses: Vec<&str> = clauses.iter().map(|clause| clause.sql()).collect();
                    format!("{form}clauses of {foreign_key}: {}", clauses.join(", "))
                }
                Pending::IndexesAlone => "indexes alone".to_owned(),
                Pending::OwnerOfIndex => "its table".to_owned(),
                Pending::UnlessNamed => "unless there".to_owned(),
            });
        }
        text
    };
    let changes: Vec<String> = statement.changes.iter().enumerate().map(change).collect();
    line + &changes.join("; ")
}

/// Asserts what each text says; all differences are told at once.
pub(crate) fn check(engine: Engine, cases: &[(&str, &str)]) {
    let wrong: Vec<String> = cases
        .iter()
        .map(|(sql, want)| (sql, want, reads(engine, sql.as_bytes())))
        .filter(|(_, want, got)| *want != got)
        .map(|(sql, want, got)| format!("{sql}\n  want {want}\n  got  {got}"))
        .collect();
    assert!(wrong.is_empty(), "on {engine}:\n{}", wrong.join("\n\n"));
}

/// `sql` with `«…»` around each marked part of that kind, of foreign keys, columns, keys or the table.
pub(crate) fn marked(engine: Engine, sql: &str, of: fn(&MarkedObject) -> bool, part: Part) -> String {
    let read = ddl::read(sql.as_bytes(), engine);
    let mut edges: Vec<(u32, &str)> = Vec::new();
    for mark in read.statements.iter().flat_map(|statement| &statement.marks) {
        if of(&mark.object) && mark.part == part {
            edges.extend([(mark.span.start, "«"), (mark.span.end, "»")]);
        }
    }
    edges.sort_by_key(|(at, edge)| (*at, *edge == "«"));
    let mut out = sql.to_owned();
    for (at, edge) in edges.iter().rev() {
        out.insert_str(*at as usize, edge);
    }
    out
}

/// Whether an object is a foreign key.
pub(crate) fn foreign_key(object: &MarkedObject) -> bool {
    matches!(object, MarkedObject::ForeignKey(_))
}

/// Whether an object is a column.
pub(crate) fn column(object: &MarkedObject) -> bool {
    matches!(object, MarkedObject::Column(_))
}

/// Whether an object is a key.
pub(crate) fn key(object: &MarkedObject) -> bool {
    matches!(object, MarkedObject::Key(_))
}

/// Whether an object is the table or the change itself.
pub(crate) fn table(object: &MarkedObject) -> bool {
    matches!(object, MarkedObject::Table)
}

/// What must hold of the reading of any text: places lie in the text, in order, and within their statement.
pub(crate) fn assert_sound(text: &[u8], read: &Read) {
    for statement in &read.statements {
        let span = statement.span;
        assert!(span.start <= span.end && span.end as usize <= text.len(), "{span:?} of {}", text.len());
        let boundary = |at: u32| text.get(at as usize).is_none_or(|byte| byte & 0xC0 != 0x80);
        let whole = std::str::from_utf8(text).is_ok();
        for mark in &statement.marks {
            let inside = span.start <= mark.span.start
                && mark.span.start <= mark.span.end
                && mark.span.end <= span.end;
            assert!(inside, "{mark:?} is not within its statement {span:?}");
            assert!(usize::from(mark.change) < statement.changes.len(), "{mark:?} is of no change");
            assert!(
                !whole || (boundary(mark.span.start) && boundary(mark.span.end)),
                "{mark:?} cuts a character"
            );
        }
        for (change, _) in &statement.pending {
            assert!(usize::from(*change) < statement.changes.len(), "a pending matter is of no change");
        }
    }
    for directive in &read.directives {
        assert!(directive.span.end as usize <= text.len());
    }
}
