//! Keys, from rows of `STATISTICS`, and checks.

use fklint_catalog::{Check, Engine, Ident, Key, KeyKind, KeyPart, NameKind, Quoting, StorageEngine};
use smol_str::{SmolStr, StrExt};

use super::super::rows::{CheckRow, KeyPartRow};
use super::text::{peeled, unescaped};
use crate::ddl::expression;

/// Adds a part to the keys of its table; the parts of a key come one after another.
pub(super) fn add_part(
    keys: &mut Vec<Key>,
    row: &KeyPartRow,
    engine: Engine,
    storage: Option<&StorageEngine>,
) {
    let name = name(row, engine);
    let follows = row.position > 1 && keys.last().is_some_and(|key| key.name == name);
    if !follows {
        keys.push(Key { name, method: method(row, storage), valid: row.used, ..Key::over(kind(row), []) });
    }
    if let Some(key) = keys.last_mut() {
        key.parts.push(part(row, engine));
    }
}

/// A check. MariaDB names those of a column after it, where nobody can name them.
pub(super) fn check(row: &CheckRow, engine: Engine, is_column: bool) -> Check {
    let clause = if engine == Engine::Mariadb { row.clause.clone() } else { unescaped(&row.clause) };
    let clause = if engine == Engine::Mariadb { &clause } else { peeled(&clause) };
    let of_column = row.level.as_deref().map_or(is_column, |level| level.eq_ignore_ascii_case("column"));
    let named = !(of_column && engine == Engine::Mariadb);
    Check {
        name: named.then(|| Ident::new(engine, NameKind::Constraint, &row.name, Quoting::Quoted)),
        expression: expression(clause, engine),
    }
}

fn name(row: &KeyPartRow, engine: Engine) -> Option<Ident> {
    (kind(row) != KeyKind::Primary)
        .then(|| Ident::new(engine, NameKind::Constraint, &row.key, Quoting::Quoted))
}

fn kind(row: &KeyPartRow) -> KeyKind {
    match row.method.to_ascii_uppercase().as_str() {
        "SPATIAL" => KeyKind::Spatial,
        "FULLTEXT" | "VECTOR" => KeyKind::FullText,
        _ if row.unique && row.key == "PRIMARY" => KeyKind::Primary,
        _ if row.unique => KeyKind::Unique,
        _ => KeyKind::Plain,
    }
}

/// The method where the storage engine would choose another.
fn method(row: &KeyPartRow, storage: Option<&StorageEngine>) -> Option<SmolStr> {
    let in_memory = storage
        .is_some_and(|storage| ["MEMORY", "HEAP"].iter().any(|name| storage.0.eq_ignore_ascii_case(name)));
    let method = row.method.to_ascii_lowercase_smolstr();
    match method.as_str() {
        "btree" => in_memory.then_some(method),
        "hash" => (!in_memory).then_some(method),
        _ => None,
    }
}

fn part(row: &KeyPartRow, engine: Engine) -> KeyPart {
    let whole = matches!(kind(row), KeyKind::Spatial | KeyKind::FullText);
    let mut part = match (&row.column, &row.expression) {
        (None, Some(expression)) => {
            let text = unescaped(expression);
            KeyPart::expression(format!("({})", peeled(&text)).into())
        }
        (column, _) => {
            let column = column.as_deref().unwrap_or_default();
            KeyPart::column(Ident::new(engine, NameKind::Column, column, Quoting::Quoted))
        }
    };
    // Of a spatial index MySQL gives the size of its rectangle.
    part.prefix = row.prefix.filter(|_| !whole);
    part.descending = row.descending;
    part
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(key: &str, position: u32, column: &str) -> KeyPartRow {
        KeyPartRow {
            key: key.to_owned(),
            position,
            column: Some(column.to_owned()),
            method: "BTREE".to_owned(),
            used: true,
            ..KeyPartRow::default()
        }
    }

    fn keys(rows: &[KeyPartRow], storage: &str) -> Vec<Key> {
        let mut keys = Vec::new();
        for row in rows {
            add_part(&mut keys, row, Engine::Mysql, Some(&StorageEngine(storage.into())));
        }
        keys
    }

    #[test]
    fn parts_are_gathered_into_keys() {
        let primary = |position, column| KeyPartRow { unique: true, ..row("PRIMARY", position, column) };
        let prefix = KeyPartRow { prefix: Some(10), descending: true, ..row("k", 1, "c") };
        let keys = keys(&[primary(1, "a"), primary(2, "b"), prefix], "InnoDB");
        assert_eq!(keys.len(), 2);
        assert_eq!((keys[0].kind, keys[0].parts.len(), &keys[0].name), (KeyKind::Primary, 2, &None));
        assert_eq!(
            (keys[1].kind, keys[1].parts[0].prefix, keys[1].parts[0].descending),
            (KeyKind::Plain, Some(10), true)
        );
        assert!(!keys[1].constraint && keys[0].constraint);
    }

    #[test]
    fn an_expression_has_its_parentheses() {
        let rows = [r"lower(`a`)", r"(`b` + 1)"].map(|text| KeyPartRow {
            column: None,
            expression: Some(text.to_owned()),
            ..row(text, 1, "")
        });
        let texts: Vec<_> =
            keys(&rows, "InnoDB").into_iter().map(|key| key.parts[0].expression.clone()).collect();
        assert_eq!(texts, [Some("(lower(`a`))".into()), Some("(`b` + 1)".into())]);
    }

    #[test]
    fn only_an_unusual_method_is_told() {
        let method = |method: &str, storage| {
            let row = KeyPartRow { method: method.to_owned(), ..row("k", 1, "a") };
            keys(&[row], storage)[0].method.clone()
        };
        assert_eq!(method("BTREE", "InnoDB"), None);
        assert_eq!(method("BTREE", "MEMORY"), Some("btree".into()));
        assert_eq!(method("HASH", "MEMORY"), None);
        assert_eq!(method("HASH", "InnoDB"), Some("hash".into()));
        assert_eq!(method("FULLTEXT", "InnoDB"), None);
    }

    #[test]
    fn mariadb_names_checks_of_columns_after_them() {
        let row = |level: Option<&str>| CheckRow {
            name: "a".to_owned(),
            level: level.map(str::to_owned),
            clause: "`a` > 0".to_owned(),
            ..CheckRow::default()
        };
        let named = |level, engine, is_column| check(&row(level), engine, is_column).name.is_some();
        assert!(!named(Some("Column"), Engine::Mariadb, true));
        assert!(named(Some("Table"), Engine::Mariadb, true));
        assert!(!named(None, Engine::Mariadb, true));
        assert!(named(None, Engine::Mysql, true));
    }
}
