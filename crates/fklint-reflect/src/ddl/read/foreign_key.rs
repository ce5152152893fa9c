//! `FOREIGN KEY … REFERENCES …` in both its forms.

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
    cursor.eat_seq(&["IF", "NOT", "EXISTS"]);
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
    if let Some((name, span)) = name {
        out.mark(object, Part::Name, span);
        key.name = Some(name);
    }
    if inline && cursor.engine.is_mysql_like() {
        // Whether these engines honour the inline form depends on the version, which the replay knows.
        key.force = Force::Ignored(IgnoredBecause::InlineReferences);
    }
    tail(cursor, &mut key, inline, object, out);
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

fn tail(
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
            key.match_kind = match () {
                () if cursor.is("FULL") => MatchKind::Full,
                () if cursor.is("PARTIAL") => MatchKind::Partial,
                () => MatchKind::Simple,
            };
            cursor.at += 1;
            out.mark(object, Part::Match, cursor.since(start));
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
            // PostgreSQL refuses the list after ON UPDATE, but it reads it.
            if matches!(action, Action::SetNull | Action::SetDefault)
                && let Some((columns, _)) = cursor.column_list()
                && delete
            {
                key.set_columns = columns.into();
            }
            out.mark(object, if delete { Part::OnDelete } else { Part::OnUpdate }, cursor.since(start));
        } else if cursor.engine == Engine::Sqlite && cursor.eat_seq(&["ON", "INSERT"]) {
            // SQLite reads an action of INSERT and forgets it.
            action(cursor);
        } else if cursor.is("DEFERRABLE") || cursor.is_seq(&["NOT", "DEFERRABLE"]) || cursor.is("INITIALLY") {
            deferrable(cursor, &mut key.deferrable);
            out.mark(object, Part::Deferrable, cursor.since(start));
        } else if cursor.eat_seq(&["NOT", "VALID"]) {
            not_validated(key);
            out.mark(object, Part::State, cursor.since(start));
        } else if cursor.eat_seq(&["NOT", "ENFORCED"]) {
            key.force = Force::Ignored(IgnoredBecause::Declared);
            out.mark(object, Part::State, cursor.since(start));
        } else if cursor.eat_seq(&["NOT", "FOR", "REPLICATION"]) || cursor.eat("ENFORCED") {
        } else if !inline || oracle_state_ahead(cursor) {
            if !constraint_state(cursor, Some(key)) {
                return;
            }
            out.mark(object, Part::State, cursor.since(start));
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
pub(super) fn deferrable(cursor: &mut Cursor<'_>, value: &mut Deferrable) {
    let refuses = cursor.eat("NOT");
    if cursor.eat("DEFERRABLE") {
        *value = if refuses { Deferrable::No } else { Deferrable::InitiallyImmediate };
    }
    if cursor.eat("INITIALLY") {
        let deferred = cursor.is("DEFERRED");
        cursor.bump();
        // PostgreSQL and Oracle take INITIALLY DEFERRED alone for DEFERRABLE INITIALLY DEFERRED; SQLite does not
        // defer without the word DEFERRABLE (s1_self_sqlite 1e).
        let said = *value != Deferrable::No;
        if deferred && !refuses && (said || cursor.engine != Engine::Sqlite) {
            *value = Deferrable::InitiallyDeferred;
        }
        if cursor.eat("DEFERRABLE") && *value == Deferrable::No {
            *value = Deferrable::InitiallyImmediate;
        }
    }
}

/// `DEFERRABLE …` among the attributes of a column: to SQLite it is about the last foreign key before it, of whichever
/// column (3.53; `sqlite3DeferForeignKey`).
pub(super) fn defer_last(cursor: &mut Cursor<'_>, out: &mut Elements) {
    let start = cursor.here();
    let last = out.foreign_keys.len().saturating_sub(1);
    let mut said = Deferrable::No;
    deferrable(cursor, &mut said);
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
