//! Keys and indexes as the dictionary has them.

use super::Known;
use crate::{
    Engine, Force, ForeignKey, Ident, IgnoredBecause, Key, KeyKind, NameKind, Quoting, Table, Version,
};

/// PostgreSQL makes one constraint of `id int PRIMARY KEY UNIQUE`, and of two equal UNIQUEs of which one has no name
/// (`transformIndexConstraints`; 15.18).
pub(super) fn one_of_two_equal_constraints(known: &Known<'_>, table: &mut Table) {
    if known.engine != Engine::Postgres {
        return;
    }
    let mut index = 0;
    while index < table.keys.len() {
        let key = &table.keys[index];
        let twin = |(at, other): (usize, &Key)| {
            at != index
                && other.constraint
                && matches!(other.kind, KeyKind::Primary | KeyKind::Unique)
                && (&other.parts, &other.include, other.deferrable, other.nulls_not_distinct)
                    == (&key.parts, &key.include, key.deferrable, key.nulls_not_distinct)
        };
        let spare = key.constraint && key.kind == KeyKind::Unique && key.name.is_none();
        if spare && table.keys.iter().enumerate().any(twin) {
            table.keys.remove(index);
        } else {
            index += 1;
        }
    }
}

/// MySQL and MariaDB know one kind of unique key, whether it was a constraint or an index.
pub(super) fn unique_keys_are_constraints(known: &Known<'_>, table: &mut Table) {
    if known.engine.is_mysql_like() {
        for key in &mut table.keys {
            key.constraint = matches!(key.kind, KeyKind::Primary | KeyKind::Unique);
        }
    }
}

/// A btree is what an index is when it says nothing. Only a table in memory has another where it says USING HASH: MySQL
/// prints none then, MariaDB prints the word and makes a btree all the same (9.7.4, 10.11.19), and says HASH of itself
/// where a unique key is too long for a btree (11.8.9).
pub(super) fn methods(known: &Known<'_>, table: &mut Table) {
    let storage = table.storage_engine.as_ref().map_or("", |engine| engine.0.as_str());
    let in_memory =
        ["memory", "heap", "ndbcluster", "ndb"].iter().any(|name| storage.eq_ignore_ascii_case(name));
    for key in &mut table.keys {
        let hashes = known.engine.is_mysql_like() && !in_memory;
        if key.method.as_deref() == Some("btree") || hashes && key.method.as_deref() == Some("hash") {
            key.method = None;
        }
    }
}

/// MySQL before 8.0 and MariaDB before 10.8 read DESC and make an ascending index (documented).
pub(super) fn orders(known: &Known<'_>, table: &mut Table) {
    let since = match known.engine {
        Engine::Mysql => Version::new(8, 0, 0),
        Engine::Mariadb => Version::new(10, 8, 0),
        _ => return,
    };
    if known.catalog.effective_version() < since {
        let parts = table.keys.iter_mut().flat_map(|key| &mut key.parts);
        parts.for_each(|part| part.descending = false);
    }
}

/// A prefix as long as its column is no prefix: `KEY (a(20))` over `a varchar(20)` is `KEY (a)` (9.7.4, 10.11.19).
pub(super) fn prefixes_of_whole_columns(known: &Known<'_>, table: &mut Table) {
    if !known.engine.is_mysql_like() {
        return;
    }
    let columns = table.columns.clone();
    for part in table.keys.iter_mut().flat_map(|key| &mut key.parts) {
        let column = columns.iter().find(|column| Some(&column.name) == part.column.as_ref());
        let length = column.and_then(|column| column.data_type.text_length());
        if length.is_some() && length <= part.prefix {
            part.prefix = None;
        }
    }
}

/// MySQL and MariaDB make an index over the columns of a foreign key where none begins with them, named as the foreign
/// key, or as its first column where that has no name (`s7_index_my 7a`, `7c`; 9.7.4, 10.11.19). They do so whatever the
/// storage engine makes of the foreign key. Of two that would be equal the last is made, and none that another begins
/// with (9.7.4, 10.11.19).
pub(super) fn child_indexes(known: &Known<'_>, table: &mut Table) {
    if !known.facts.makes_child_index {
        return;
    }
    let declared =
        known.catalog.table(&table.name).map(|table| table.foreign_keys.clone()).unwrap_or_default();
    let wanted: Vec<&ForeignKey> = declared
        .iter()
        .filter(|key| !matches!(key.force, Force::Ignored(IgnoredBecause::InlineReferences)))
        .filter(|key| known.facts.makes_index_over(table, &key.columns))
        .collect();
    for (at, foreign_key) in wanted.iter().enumerate() {
        let Some(first) = foreign_key.columns.first() else { continue };
        let columns = &foreign_key.columns;
        let is_longer =
            |other: &&ForeignKey| other.columns.len() > columns.len() && other.columns.starts_with(columns);
        if wanted.iter().any(is_longer) || wanted[at + 1..].iter().any(|other| other.columns == *columns) {
            continue;
        }
        let taken = |name: &Ident| table.keys.iter().any(|key| key.name.as_ref() == Some(name));
        let name = match foreign_key.name.clone() {
            Some(name) => name,
            None => {
                let numbered = |number: u32| {
                    let text = if number == 1 { first.to_string() } else { format!("{first}_{number}") };
                    Ident::new(known.engine, NameKind::Constraint, &text, Quoting::Quoted)
                };
                (1..).map(numbered).find(|name| !taken(name)).unwrap_or_else(|| first.clone())
            }
        };
        let mut key = Key::over(KeyKind::Plain, foreign_key.columns.iter().cloned());
        key.name = Some(name);
        table.keys.push(key);
    }
}
