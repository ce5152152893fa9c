//! `FOREIGN KEY … REFERENCES …` in both its forms.

use fklint_catalog::semantics::Clause;
use fklint_catalog::{
    Action, Deferrable, Engine, Force, ForeignKey, Ident, IgnoredBecause, MatchKind, NameKind, Part, Target,
};
use fklint_source::Span;

use super::cursor::Cursor;
use super::elements::Elements;
use super::{Unreadable, unreadable};
use crate::ddl::MarkedObject;
use crate::ddl::lex::words::WordSet;
use crate::ddl::token::TokenKind;

/// `FOREIGN KEY [index] (a, b) REFERENCES …`, from `FOREIGN`. `start` is where the clause starts: at `CONSTRAINT`
/// if it has a name.
pub(super) fn table_constraint(
    cursor: &mut Cursor<'_>,
    name: Option<(Ident, Span)>,
    start: u32,
    out: &mut Elements,
) -> Result<(), Unreadable> {
    cursor.eat_seq(&["FOREIGN", "KEY"]);
    out.unless_named = cursor.eat_seq(&["IF", "NOT", "EXISTS"]);
    let mut name = name;
    if !cursor.is_punct(b'(') {
        // The index's name. MariaDB 10.11 also names the foreign key by it where CONSTRAINT does not; MySQL 9.7
        // calls such a key `child_ibfk_1`.
        let at = cursor.here();
        let index = cursor.name(NameKind::Constraint).filter(|_| cursor.engine == Engine::Mariadb);
        if let (None, Some(index)) = (&name, index) {
            name = Some((index, cursor.since(at)));
        }
    }
    let period = is_period(cursor);
    let Some((columns, columns_span)) = cursor.column_list().filter(|(columns, _)| !columns.is_empty())
    else {
        return unreadable(cursor, "this foreign key names no columns");
    };
    let object = out.next_foreign_key();
    out.mark(object, Part::Columns, columns_span);
    references(cursor, columns, name, start, false, out)?;
    if let Some(key) = out.foreign_keys.last_mut() {
        key.period = period;
    }
    Ok(())
}

/// `REFERENCES parent [(x, y)] …` with all that may follow.
pub(super) fn references(
    cursor: &mut Cursor<'_>,
    columns: Vec<Ident>,
    name: Option<(Ident, Span)>,
    start: u32,
    inline: bool,
    out: &mut Elements,
) -> Result<(), Unreadable> {
    let object = out.next_foreign_key();
    let references_start = cursor.here();
    if !cursor.eat("REFERENCES") {
        return unreadable(cursor, "this foreign key has no REFERENCES");
    }
    let Some((parent, parent_span)) = cursor.table_name() else {
        return unreadable(cursor, "REFERENCES names no table");
    };
    let target = match cursor.column_list() {
        Some((columns, _)) if !columns.is_empty() => Target::Columns(columns),
        _ => Target::ParentPrimaryKey,
    };
    out.mark(object, Part::References, cursor.since(references_start));
    out.mark(object, Part::Parent, parent_span);
    let mut key = ForeignKey::new(columns, parent, target);
    out.clauses.clear();
    if let Some((name, span)) = name {
        if inline {
            out.clauses.push((Clause::Name, Span::new(start, span.end)));
        }
        out.mark(object, Part::Name, span);
        key.name = Some(name);
    }
    if inline && cursor.engine.is_mysql_like() {
        // Whether these engines honour the inline form depends on the version, which the replay knows.
        key.force = Force::Ignored(IgnoredBecause::InlineReferences);
    }
    clauses(cursor, &mut key, inline, object, out);
    // What stands behind a column's counts, too: it is judged where the column ends.
    if !inline {
        out.judge_clauses(cursor.engine, out.foreign_keys.len() as u16, false);
    }
    out.mark(object, Part::Whole, cursor.since(start));
    out.foreign_keys.push(key);
    Ok(())
}

/// Whether the last column of the list that starts here is a `PERIOD` (PostgreSQL 18).
fn is_period(cursor: &Cursor<'_>) -> bool {
    let mut list = *cursor;
    let Some(mut list) = list.group() else { return false };
    while !list.is_done() {
        if list.is("PERIOD") && list.peek_at(1).is_some_and(|next| next.kind != TokenKind::Punct(b',')) {
            return true;
        }
        list.at += 1;
    }
    false
}

/// Reads on behind other attributes of the column what can only be of its REFERENCES. True if something was read.
pub(super) fn resume(cursor: &mut Cursor<'_>, out: &mut Elements) -> bool {
    // Elsewhere such words are of the attribute before them, or of none.
    let is_its = cursor.engine == Engine::Postgres || cursor.engine.is_mysql_like();
    let ahead =
        cursor.is_any(&["MATCH", "ON", "DEFERRABLE", "INITIALLY"]) || cursor.is_seq(&["NOT", "DEFERRABLE"]);
    let Some(mut key) = out.foreign_keys.pop_if(|_| is_its && ahead) else { return false };
    let start = cursor.at;
    let object = out.next_foreign_key();
    clauses(cursor, &mut key, true, object, out);
    out.foreign_keys.push(key);
    cursor.at > start
}

/// In any order and as often as they come: what the engine makes of that is judged afterwards.
fn clauses(
    cursor: &mut Cursor<'_>,
    key: &mut ForeignKey,
    inline: bool,
    object: MarkedObject,
    out: &mut Elements,
) {
    loop {
        let start = cursor.here();
        if cursor.is("MATCH") && cursor.word_at(1).is_some() {
            cursor.at += 1;
            let kind = match () {
                () if cursor.is("FULL") => Some(MatchKind::Full),
                () if cursor.is("PARTIAL") => Some(MatchKind::Partial),
                () if cursor.is("SIMPLE") => Some(MatchKind::Simple),
                () => None,
            };
            key.match_kind = kind.unwrap_or(MatchKind::Simple);
            cursor.at += 1;
            out.clause(object, Part::Match, Clause::Match(kind), cursor.since(start));
        } else if cursor.is("ON") && (cursor.is_at(1, "DELETE") || cursor.is_at(1, "UPDATE")) {
            let delete = cursor.is_at(1, "DELETE");
            let mut ahead = *cursor;
            ahead.at += 2;
            // `ON UPDATE CURRENT_TIMESTAMP` belongs to the column.
            let Some(action) = action(&mut ahead) else { return };
            *cursor = ahead;
            if delete {
                key.on_delete = action;
            } else {
                key.on_update = action;
            }
            let list = matches!(action, Action::SetNull | Action::SetDefault).then(|| cursor.column_list());
            let list = list.flatten();
            let (part, clause) = match delete {
                true => (Part::OnDelete, Clause::OnDelete(action)),
                false => (Part::OnUpdate, Clause::OnUpdate(action)),
            };
            out.clause(object, part, clause, cursor.since(start));
            if let Some((columns, span)) = list {
                out.clauses.push((Clause::SetColumns, span));
                // PostgreSQL refuses the list after ON UPDATE, but it reads it.
                if delete {
                    key.set_columns = columns.into();
                }
            }
        } else if cursor.engine == Engine::Sqlite && cursor.eat_seq(&["ON", "INSERT"]) {
            // SQLite reads an action of INSERT and forgets it.
            action(cursor);
            out.clauses.push((Clause::OnInsert, cursor.since(start)));
        } else if cursor.is("DEFERRABLE") || cursor.is_seq(&["NOT", "DEFERRABLE"]) || cursor.is("INITIALLY") {
            deferrable(cursor, &mut key.deferrable, &mut out.clauses);
            out.mark(object, Part::Deferrable, cursor.since(start));
        } else if cursor.eat_seq(&["NOT", "VALID"]) {
            not_validated(key);
            out.clause(object, Part::State, Clause::NotValid, cursor.since(start));
        } else if cursor.eat_seq(&["NOT", "ENFORCED"]) {
            key.force = Force::Ignored(IgnoredBecause::Declared);
            out.clause(object, Part::State, Clause::NotEnforced, cursor.since(start));
        } else if cursor.eat("ENFORCED") {
            out.clauses.push((Clause::Enforced, cursor.since(start)));
        } else if cursor.eat_seq(&["NOT", "FOR", "REPLICATION"]) {
            out.clauses.push((Clause::State, cursor.since(start)));
        } else if !inline || oracle_state_ahead(cursor) {
            if !constraint_state(cursor, Some(key)) {
                return;
            }
            out.clause(object, Part::State, Clause::State, cursor.since(start));
        } else {
            return;
        }
    }
}

/// `NO ACTION`, `RESTRICT`, `CASCADE`, `SET NULL`, `SET DEFAULT`.
fn action(cursor: &mut Cursor<'_>) -> Option<Action> {
    let words: [(&[&str], Action); 5] = [
        (&["CASCADE"], Action::Cascade),
        (&["SET", "NULL"], Action::SetNull),
        (&["NO", "ACTION"], Action::NoAction),
        (&["RESTRICT"], Action::Restrict),
        (&["SET", "DEFAULT"], Action::SetDefault),
    ];
    words.into_iter().find(|(words, _)| cursor.eat_seq(words)).map(|(_, action)| action)
}

/// `[NOT] DEFERRABLE [INITIALLY DEFERRED | IMMEDIATE]`, the halves in any order (Oracle allows both).
/// What is said is added to `clauses`.
pub(super) fn deferrable(cursor: &mut Cursor<'_>, value: &mut Deferrable, clauses: &mut Vec<(Clause, Span)>) {
    let start = cursor.here();
    let refuses = cursor.eat("NOT");
    if cursor.eat("DEFERRABLE") {
        *value = if refuses { Deferrable::No } else { Deferrable::InitiallyImmediate };
        let clause = if refuses { Clause::NotDeferrable } else { Clause::Deferrable };
        clauses.push((clause, cursor.since(start)));
    }
    let start = cursor.here();
    if cursor.eat("INITIALLY") {
        let deferred = cursor.is("DEFERRED");
        cursor.bump();
        let clause = if deferred { Clause::Deferred } else { Clause::Immediate };
        clauses.push((clause, cursor.since(start)));
        // PostgreSQL and Oracle take INITIALLY DEFERRED alone for DEFERRABLE INITIALLY DEFERRED. SQLite refuses it, and means
        // the same by it behind DEFERRABLE; behind NOT DEFERRABLE it does not wait (s1_self_sqlite 1e).
        if deferred && !refuses {
            *value = Deferrable::InitiallyDeferred;
        }
        let start = cursor.here();
        if cursor.eat("DEFERRABLE") {
            clauses.push((Clause::Deferrable, cursor.since(start)));
            if *value == Deferrable::No {
                *value = Deferrable::InitiallyImmediate;
            }
        }
    }
}

/// `DEFERRABLE …` among the attributes of a column: to SQLite it is about the last foreign key before it, of whichever
/// column (3.53; `sqlite3DeferForeignKey`).
pub(super) fn defer_last(cursor: &mut Cursor<'_>, out: &mut Elements) {
    let start = cursor.here();
    let last = out.foreign_keys.len().saturating_sub(1);
    let mut said = Deferrable::No;
    deferrable(cursor, &mut said, &mut Vec::new());
    if let Some(key) = out.foreign_keys.last_mut() {
        key.deferrable = said;
        out.mark(MarkedObject::ForeignKey(last as u16), Part::Deferrable, cursor.since(start));
    }
}

fn oracle_state_ahead(cursor: &Cursor<'_>) -> bool {
    cursor.engine == Engine::Oracle
        && cursor.is_any(&["ENABLE", "DISABLE", "VALIDATE", "NOVALIDATE", "RELY", "NORELY"])
}

/// Oracle's constraint state, for any constraint: `ENABLE NOVALIDATE`, `DISABLE`, `RELY`, `USING INDEX …`,
/// `EXCEPTIONS INTO t`. True if something was read.
pub(super) fn constraint_state(cursor: &mut Cursor<'_>, key: Option<&mut ForeignKey>) -> bool {
    let start = cursor.at;
    let mut key = key;
    while at_state(cursor) {
        if cursor.eat("DISABLE") {
            if let Some(key) = key.as_deref_mut() {
                key.force = Force::Ignored(IgnoredBecause::Declared);
            }
        } else if cursor.eat("NOVALIDATE") {
            if let Some(key) = key.as_deref_mut() {
                not_validated(key);
            }
        } else if cursor.eat_any(&["ENABLE", "VALIDATE", "RELY", "NORELY"]) {
        } else if cursor.eat_seq(&["EXCEPTIONS", "INTO"]) {
            cursor.table_name();
        } else {
            break;
        }
    }
    cursor.at > start
}

/// Whether the state of a constraint may start here.
pub(super) fn at_state(cursor: &Cursor<'_>) -> bool {
    static STATES: WordSet =
        WordSet::new(&["DISABLE", "NOVALIDATE", "ENABLE", "VALIDATE", "RELY", "NORELY", "EXCEPTIONS"]);
    cursor.is_of(&STATES)
}

fn not_validated(key: &mut ForeignKey) {
    if key.force == Force::Enforced {
        key.force = Force::NotValidated;
    }
}
