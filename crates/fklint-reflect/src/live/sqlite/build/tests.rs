//! What is built from rows made by hand: where the stored text and SQLite disagree, SQLite's word holds.

use fklint_catalog::{Action, Deferrable, KeyKind, TableKind, Target};

use super::*;
use crate::live::sqlite::rows::{ColumnRow, ForeignKeyRow, KeyPartRow};

fn object(kind: &str, name: &str, sql: Option<&str>) -> Object {
    Object { kind: kind.into(), name: name.into(), table: "t".into(), sql: sql.map(Into::into) }
}

fn listed(name: &str, kind: &str) -> Listed {
    Listed { name: name.into(), kind: kind.into(), ..Listed::default() }
}

fn column(name: &str, data_type: &str) -> ColumnRow {
    ColumnRow { table: "t".into(), name: name.into(), data_type: data_type.into(), ..ColumnRow::default() }
}

fn part(index: &str, origin: &str, column: Option<&str>) -> KeyPartRow {
    KeyPartRow {
        table: "t".into(),
        index: index.into(),
        unique: true,
        origin: origin.into(),
        column_number: if column.is_some() { 0 } else { -2 },
        column: column.map(Into::into),
        collation: "BINARY".into(),
        ..KeyPartRow::default()
    }
}

fn foreign_key(id: i64, from: &str, parent: &str, to: Option<&str>) -> ForeignKeyRow {
    ForeignKeyRow {
        table: "t".into(),
        id,
        parent: parent.into(),
        from: from.into(),
        to: to.map(Into::into),
        on_update: "NO ACTION".into(),
        on_delete: "CASCADE".into(),
    }
}

/// The only table, and the notes.
fn built(rows: &Rows) -> (Table, Vec<String>) {
    let (catalog, notes) = catalog(rows);
    assert_eq!(catalog.len(), 1, "{notes:?}");
    (catalog.table_at(0).cloned().expect("it has one table"), notes)
}

fn one(sql: &str) -> Rows {
    Rows {
        objects: vec![object("table", "t", Some(sql))],
        tables: vec![listed("t", "table")],
        ..Rows::default()
    }
}

#[test]
fn what_sqlite_tells_of_columns_holds_against_the_text() {
    let mut rows = one("CREATE TABLE t(a INT NOT NULL DEFAULT 1, b TEXT COLLATE NOCASE, gone INT) STRICT");
    let default = Some("2".to_owned());
    rows.columns = vec![
        ColumnRow { default, ..column("a", "BIGINT") },
        ColumnRow { hidden: 3, ..column("b", "TEXT") },
        ColumnRow { not_null: true, ..column("new", "") },
    ];
    let (table, notes) = built(&rows);
    let [a, b, new] = table.columns.as_slice() else { panic!("three columns: {table:?}") };
    assert_eq!((a.data_type.as_str(), a.not_null, a.default.as_deref()), ("bigint", false, Some("2")));
    assert_eq!(
        (b.collation.as_deref(), b.generated.as_ref().map(|made| made.stored)),
        (Some("nocase"), Some(true))
    );
    assert!(new.not_null && !table.strict);
    assert_eq!(
        notes,
        [
            "`t`: its stored text reads otherwise than SQLite does in `STRICT`, the type of `a`, the NOT NULL of `a`, \
          the default of `a`, the expression of `b`, column `new`, column `gone`: SQLite's word was taken"
        ]
    );
}

#[test]
fn what_sqlite_tells_of_foreign_keys_holds_against_the_text() {
    let mut rows = one(
        "CREATE TABLE t(a CONSTRAINT f REFERENCES p(x) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, \
                        b CONSTRAINT g REFERENCES p ON DELETE SET NULL)",
    );
    rows.columns = vec![column("a", ""), column("b", "")];
    rows.foreign_keys = vec![
        foreign_key(0, "b", "p", None),
        foreign_key(1, "A", "P", Some("X")),
        ForeignKeyRow { on_update: "EXPLODE".into(), ..foreign_key(2, "a", "q", None) },
    ];
    let (table, notes) = built(&rows);
    let [q, f, g] = table.foreign_keys.as_slice() else { panic!("three foreign keys: {table:?}") };
    assert_eq!(
        (q.name.as_ref(), &q.target, q.on_update),
        (None, &Target::ParentPrimaryKey, Action::NoAction)
    );
    assert_eq!(
        (f.name.as_ref().map(Ident::as_str), f.deferrable),
        (Some("f"), Deferrable::InitiallyDeferred)
    );
    assert_eq!((g.name.as_ref(), g.on_delete), (None, Action::Cascade));
    assert!(notes.len() == 1 && notes[0].contains("the action `EXPLODE`, a foreign key to `q`"), "{notes:?}");
}

#[test]
fn what_sqlite_tells_of_keys_holds_against_the_text() {
    let mut rows = one("CREATE TABLE t(a PRIMARY KEY, b CONSTRAINT u UNIQUE, c UNIQUE)");
    rows.objects.push(object("index", "i", Some("CREATE INDEX i ON t(a DESC, lower(b)) WHERE c > 1")));
    rows.columns = vec![column("a", ""), ColumnRow { primary: 1, ..column("b", "") }, column("c", "")];
    rows.key_parts = vec![
        KeyPartRow { unique: false, ..part("i", "c", Some("a")) },
        KeyPartRow { unique: false, collation: "NOCASE".into(), ..part("i", "c", None) },
        part("sqlite_autoindex_t_2", "u", Some("b")),
        part("sqlite_autoindex_t_1", "pk", Some("b")),
    ];
    let (table, notes) = built(&rows);
    let is_primary = |key: &&Key| key.kind == KeyKind::Primary;
    assert!(
        table.primary_key().is_some_and(|key| key.columns().eq([&ident(NameKind::Column, "b")])),
        "{table:?}"
    );
    assert_eq!(table.keys.iter().filter(is_primary).count(), 1);
    let named =
        |name: &str| table.keys.iter().find(|key| key.name == Some(ident(NameKind::Constraint, name)));
    assert!(named("u").is_some_and(|key| key.kind == KeyKind::Unique && key.constraint));
    let index = named("i").expect("the index is there");
    assert!(!index.constraint && !index.parts[0].descending && index.predicate.is_none());
    assert_eq!(index.parts[1].expression.as_deref(), Some("lower(b)"));
    assert_eq!(table.keys.len(), 3);
    assert!(notes.len() == 1 && notes[0].contains("the condition of `i`"), "{notes:?}");
}

#[test]
fn a_text_that_cannot_be_read_leaves_what_sqlite_tells() {
    for sql in [Some("CREATE TABLE t(a"), Some("DROP TABLE t"), Some(""), None] {
        let mut rows = one("");
        rows.objects[0].sql = sql.map(Into::into);
        rows.columns = vec![ColumnRow { primary: 1, not_null: true, ..column("a", "INTEGER") }];
        rows.key_parts = vec![
            part("sqlite_autoindex_t_1", "u", Some("a")),
            KeyPartRow { partial: true, ..part("gone", "c", None) },
        ];
        rows.foreign_keys = vec![foreign_key(0, "a", "t", None)];
        let (table, notes) = built(&rows);
        assert_eq!((table.columns.len(), table.keys.len(), table.foreign_keys.len()), (1, 3, 1));
        let partial = table.keys.iter().find(|key| key.name.is_some()).expect("the index has a name");
        assert!(partial.predicate.is_some() && partial.parts[0].column.is_none());
        assert!(table.columns[0].not_null && table.primary_key().is_some());
        assert!(notes.len() == 1 && notes[0].contains("only what SQLite tells of it is known"), "{notes:?}");
    }
}

#[test]
fn internal_shadow_and_unlisted_tables_are_left_out() {
    let names = ["sqlite_sequence", "SQLite_stat1", "f", "f_data", "v", "lost", "V"];
    let rows = Rows {
        objects: names.map(|name| object("table", name, Some("CREATE TABLE x(a)"))).into(),
        tables: vec![
            listed("f", "virtual"),
            listed("f_data", "shadow"),
            listed("v", "view"),
            listed("V", "view"),
        ],
        ..Rows::default()
    };
    let (catalog, notes) = catalog(&rows);
    let kinds: Vec<_> = catalog.tables().map(|table| (table.name.to_string(), table.kind.clone())).collect();
    assert_eq!(kinds, [("f".to_owned(), TableKind::Foreign), ("v".to_owned(), TableKind::View)]);
    assert_eq!(notes.len(), 2, "{notes:?}");
}

#[test]
fn texts_are_compared_by_their_tokens() {
    for (told, stated) in [("1 + 2", "(1 /* x */+ 2)"), ("-1", "- 1"), ("'a  b'", "'a  b'"), ("(1)", "((1))")]
    {
        assert!(is_same_text(told, stated), "{told} {stated}");
    }
    for (told, stated) in [("1", "2"), ("'a'", "'A'"), ("'a  b'", "'a b'"), ("", "()1"), ("a)", "(a")] {
        assert!(!is_same_text(told, stated), "{told} {stated}");
    }
}
