//! Settings that later statements depend on.

use fklint_catalog::Part;
use fklint_catalog::{Change, Engine, Ident, NameKind, Quoting, Setting, StorageEngine};

use super::cursor::{Cursor, unquote};
use super::statement::Draft;
use crate::ddl::MarkedObject;
use crate::ddl::token::TokenKind;

/// `PRAGMA`, `SET`, `USE`, `ALTER SESSION`, `SELECT set_config(…)`.
pub(super) fn setting(cursor: &mut Cursor<'_>, draft: &mut Draft) {
    if cursor.eat("PRAGMA") {
        pragma(cursor, draft);
    } else if cursor.eat("SET") {
        set(cursor, draft);
    } else if cursor.engine != Engine::SqlServer && cursor.eat("USE") {
        // SQL Server's names a database: names lie in their user's schema in each.
        let name = cursor.name(NameKind::Schema);
        push(cursor, draft, Setting::CurrentSchema(name));
    } else if cursor.eat_seq(&["ALTER", "SESSION", "SET"]) {
        session(cursor, draft);
    } else if cursor.eat("SELECT") {
        set_config(cursor, draft);
    }
}

fn push(cursor: &Cursor<'_>, draft: &mut Draft, setting: Setting) {
    draft.push(Change::Set(setting));
    draft.mark(MarkedObject::Table, Part::Whole, cursor.since(draft.start));
}

/// SQLite takes `=` and parentheses; an unknown value means OFF (s5_sqlite 5a).
fn pragma(cursor: &mut Cursor<'_>, draft: &mut Draft) {
    if cursor.is_punct_at(1, b'.') {
        cursor.at += 2;
    }
    let setting: fn(Option<bool>) -> Setting = match () {
        () if cursor.eat("FOREIGN_KEYS") => Setting::ForeignKeyChecks,
        () if cursor.eat("LEGACY_ALTER_TABLE") => Setting::LegacyAlterTable,
        () => return,
    };
    if !cursor.eat_punct(b'=') && !cursor.eat_punct(b'(') {
        return;
    }
    let on = cursor.peek().is_some_and(|token| is_on(&unquote(&cursor.text_of(token))));
    cursor.at = cursor.tokens.len();
    push(cursor, draft, setting(Some(on)));
}

fn is_on(value: &str) -> bool {
    let number = value.parse::<i64>().is_ok_and(|number| number != 0);
    number || ["on", "yes", "true"].iter().any(|word| value.eq_ignore_ascii_case(word))
}

/// `SET a = 1, b TO 2`: MySQL variables, PostgreSQL parameters.
fn set(cursor: &mut Cursor<'_>, draft: &mut Draft) {
    loop {
        if cursor.is("GLOBAL") || cursor.is_any(&["SESSION", "LOCAL", "PERSIST"]) {
            cursor.at += 1;
        }
        let Some(token) = cursor.bump() else { return };
        let name = unquote(&cursor.text_of(token)).to_ascii_lowercase();
        let mut name = name.trim_start_matches("@@").to_owned();
        // `@@session.foreign_key_checks` is one word to some lexers and three tokens to others.
        while cursor.is_punct(b'.') {
            cursor.at += 1;
            let Some(token) = cursor.bump() else { return };
            name = cursor.text_of(token).to_ascii_lowercase();
        }
        let name = name.rsplit('.').next().unwrap_or(&name).to_owned();
        cursor.eat_punct(b':');
        if !cursor.eat_punct(b'=') && !cursor.eat("TO") {
            return;
        }
        let value = cursor.peek();
        let text = value.map(|token| cursor.text_of(token).into_owned()).unwrap_or_default();
        value_of(cursor, draft, &name, &text);
        while !cursor.is_done() && !cursor.is_punct(b',') {
            if !cursor.skip_group() {
                cursor.at += 1;
            }
        }
        if name == "search_path" || !cursor.eat_punct(b',') {
            return;
        }
    }
}

fn value_of(cursor: &mut Cursor<'_>, draft: &mut Draft, name: &str, text: &str) {
    let restored = text.starts_with('@');
    let plain = unquote(text);
    let setting = match name {
        "foreign_key_checks" => {
            // `SET FOREIGN_KEY_CHECKS=@OLD_FOREIGN_KEY_CHECKS` gives the server's value back.
            Setting::ForeignKeyChecks(if restored || plain.eq_ignore_ascii_case("default") {
                None
            } else {
                Some(is_on(&plain))
            })
        }
        "session_replication_role" => {
            Setting::ForeignKeyChecks(plain.eq_ignore_ascii_case("replica").then_some(false))
        }
        "default_storage_engine" | "storage_engine" => {
            Setting::DefaultStorageEngine((!restored).then(|| StorageEngine(plain.as_str().into())))
        }
        "restrict_fk_on_non_standard_key" => {
            Setting::RestrictNonStandardKey((!restored).then(|| is_on(&plain)))
        }
        "search_path" | "current_schema" => Setting::CurrentSchema(schema(cursor)),
        _ => return,
    };
    push(cursor, draft, setting);
}

/// The first schema of a search path that is no system schema; `None` for the default one.
fn schema(cursor: &mut Cursor<'_>) -> Option<Ident> {
    let mut ahead = *cursor;
    let token = ahead.peek()?;
    let raw = ahead.text_of(token).into_owned();
    let name = if token.kind == TokenKind::String { unquote(&raw) } else { String::new() };
    let ident = match token.kind {
        TokenKind::String => {
            let first = name.split(',').next().unwrap_or("").trim().to_owned();
            let quoting = if first.starts_with('"') { Quoting::Quoted } else { Quoting::Bare };
            Ident::new(cursor.engine, NameKind::Schema, &unquote(&first), quoting)
        }
        _ => ahead.name(NameKind::Schema)?,
    };
    let system = ["", "pg_catalog", "default", "$user", "pg_temp"].contains(&ident.folded());
    (!system).then_some(ident)
}

/// Oracle `ALTER SESSION SET CURRENT_SCHEMA = s`, from the word after SET.
pub(super) fn session(cursor: &mut Cursor<'_>, draft: &mut Draft) {
    set(cursor, draft);
}

/// PostgreSQL `SELECT pg_catalog.set_config('search_path', '', false)`.
fn set_config(cursor: &mut Cursor<'_>, draft: &mut Draft) {
    if cursor.engine != Engine::Postgres {
        return;
    }
    while !cursor.is_done() && !cursor.is_punct(b'(') {
        cursor.at += 1;
    }
    let Some(mut group) = cursor.group() else { return };
    let Some(name) = group.bump() else { return };
    if unquote(&group.text_of(name)).eq_ignore_ascii_case("search_path") && group.eat_punct(b',') {
        let schema = schema(&mut group);
        push(cursor, draft, Setting::CurrentSchema(schema));
    }
}
