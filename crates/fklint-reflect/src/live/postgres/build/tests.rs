//! Catalogs of rows that no server is needed for: odd ones above all.

use fklint_catalog::{Action, Deferrable, Force, Generator, IgnoredBecause, KeyKind, Target};

use super::*;
use crate::live::postgres::rows::Code;

fn relation(oid: u32, name: &str) -> rows::Relation {
    let (schema, name) = name.split_once('.').unwrap_or(("public", name));
    rows::Relation {
        oid,
        schema: schema.to_owned(),
        name: name.to_owned(),
        kind: Code(b'r'),
        is_asked: true,
        ..rows::Relation::default()
    }
}

fn column(relation: u32, number: i16, name: &str) -> rows::Column {
    let data_type = "integer".to_owned();
    rows::Column { relation, number, name: name.to_owned(), data_type, ..rows::Column::default() }
}

fn key(relation: u32, name: &str, columns: &[i16]) -> rows::Key {
    rows::Key {
        relation,
        name: name.to_owned(),
        columns: columns.to_vec(),
        parts: columns.len() as i16,
        options: vec![0; columns.len()],
        collations: vec![0; columns.len()],
        method: "btree".to_owned(),
        is_valid: true,
        ..rows::Key::default()
    }
}

fn foreign_key(
    name: &str,
    (child, columns): (u32, &[i16]),
    (parent, others): (u32, &[i16]),
) -> rows::ForeignKey {
    rows::ForeignKey {
        relation: child,
        name: name.to_owned(),
        parent,
        columns: columns.to_vec(),
        parent_columns: others.to_vec(),
        on_delete: Code(b'a'),
        on_update: Code(b'a'),
        match_kind: Code(b's'),
        is_validated: true,
        is_enforced: true,
        ..rows::ForeignKey::default()
    }
}

/// Two tables `a (x, y)` and `b (x, y)`.
fn two() -> Rows {
    Rows {
        relations: vec![relation(10, "a"), relation(20, "audit.b")],
        columns: vec![column(10, 1, "x"), column(10, 3, "y"), column(20, 1, "x"), column(20, 2, "y")],
        ..Rows::default()
    }
}

fn build(rows: &Rows) -> (Catalog, Vec<String>) {
    catalog(rows, Version::new(15, 0, 0), "public")
}

fn table<'c>(catalog: &'c Catalog, name: &str) -> &'c Table {
    catalog.tables().find(|table| table.name.to_string() == name).unwrap()
}

#[test]
fn numbers_are_joined_to_names_in_their_order() {
    let mut rows = two();
    rows.foreign_keys.push(foreign_key("f", (20, &[2, 1]), (10, &[3, 1])));
    rows.keys.push(rows::Key { parts: 1, options: vec![3], ..key(10, "k", &[3, 1]) });
    let (catalog, notes) = build(&rows);
    assert_eq!(notes, [""; 0]);
    let f = &table(&catalog, "audit.b").foreign_keys[0];
    assert_eq!((format!("{:?}", f.columns), f.parent.to_string()), ("[`y`, `x`]".to_owned(), "a".to_owned()));
    let Target::Columns(target) = &f.target else { panic!("{:?}", f.target) };
    assert_eq!(format!("{target:?}"), "[`y`, `x`]");
    let k = &table(&catalog, "a").keys[0];
    assert_eq!((k.kind, k.parts.len(), k.parts[0].descending), (KeyKind::Plain, 1, true));
    assert_eq!((k.include[0].as_str(), k.method.as_deref()), ("x", None));
}

#[test]
fn the_asked_schema_is_the_default_one() {
    let (catalog, _) = catalog(&two(), Version::new(15, 0, 0), "audit");
    let names: Vec<String> = catalog.tables().map(|table| table.name.to_string()).collect();
    assert_eq!(names, ["public.a", "b"]);
    assert_eq!(catalog.default_schema.unwrap().as_str(), "audit");
}

#[test]
fn values_nobody_knows_are_told_and_harm_nothing() {
    let mut rows = two();
    rows.columns[0].identity = Code(b'?');
    rows.columns[1].generated = Code(0xff);
    rows.columns[1].default = Some("(x + 1)".to_owned());
    rows.foreign_keys.push(rows::ForeignKey {
        on_delete: Code(b'!'),
        match_kind: Code(0),
        ..foreign_key("f", (10, &[1]), (20, &[1]))
    });
    rows.keys.push(rows::Key { contype: Some(Code(b'z')), is_unique: true, ..key(10, "k", &[1]) });
    rows.keys.push(rows::Key { definition: Some("CREATE NOTHING".to_owned()), ..key(10, "e", &[0]) });
    let (catalog, notes) = build(&rows);
    let notes = notes.join("\n");
    for told in ["`?`", "`\\u{ff}`", "an action `!`", "a MATCH `\\u{0}`", "index `e` cannot be read"] {
        assert!(notes.contains(told), "{told} in {notes}");
    }
    let a = table(&catalog, "a");
    assert_eq!(
        a.column(&ident(NameKind::Column, "x")).unwrap().generator,
        Some(Generator::IdentityByDefault)
    );
    assert!(!a.column(&ident(NameKind::Column, "y")).unwrap().generated.as_ref().unwrap().stored);
    assert_eq!(a.foreign_keys[0].on_delete, Action::NoAction);
    assert_eq!((a.keys[0].kind, a.keys[1].parts.len()), (KeyKind::Unique, 0));
}

#[test]
fn what_went_while_it_was_read_is_told_and_left_out() {
    let mut rows = two();
    rows.columns[0].has_default = true;
    rows.foreign_keys.push(foreign_key("f", (10, &[1]), (99, &[1])));
    rows.foreign_keys.push(foreign_key("g", (10, &[7]), (20, &[1])));
    rows.checks.push(rows::Check { relation: 10, name: "c".to_owned(), expression: None });
    rows.keys.push(key(10, "k", &[8]));
    rows.keys.push(rows::Key { parts: 1, ..key(10, "i", &[1, 8]) });
    rows.keys.push(key(77, "of nothing", &[1]));
    let (catalog, notes) = build(&rows);
    assert_eq!(notes.len(), 6, "{notes:?}");
    let a = table(&catalog, "a");
    assert_eq!((a.foreign_keys.len(), a.checks.len(), a.keys.len()), (0, 0, 2));
    assert_eq!((a.keys[0].parts.len(), a.keys[1].include.len()), (0, 0));
}

#[test]
fn states_of_constraints_are_kept() {
    let mut rows = two();
    let base = || foreign_key("f", (10, &[1]), (20, &[1]));
    rows.foreign_keys.push(rows::ForeignKey { is_validated: false, ..base() });
    rows.foreign_keys.push(rows::ForeignKey { is_enforced: false, is_validated: false, ..base() });
    rows.foreign_keys.push(rows::ForeignKey { is_deferrable: true, is_period: true, ..base() });
    rows.foreign_keys.push(rows::ForeignKey {
        on_delete: Code(b'n'),
        set_columns: Some(vec![1]),
        is_deferrable: true,
        is_deferred: true,
        ..base()
    });
    let (catalog, notes) = build(&rows);
    assert_eq!(notes, [""; 0]);
    let keys = &table(&catalog, "a").foreign_keys;
    let forces: Vec<Force> = keys.iter().map(|key| key.force).collect();
    let declared = Force::Ignored(IgnoredBecause::Declared);
    assert_eq!(forces, [Force::NotValidated, declared, Force::Enforced, Force::Enforced]);
    assert_eq!((keys[2].deferrable, keys[2].period), (Deferrable::InitiallyImmediate, true));
    assert_eq!((keys[3].deferrable, keys[3].set_columns.len()), (Deferrable::InitiallyDeferred, 1));
}

#[test]
fn a_partition_of_a_table_that_is_not_read_is_told() {
    let mut rows = two();
    let parent =
        |schema: &str| rows::Parent { relation: 10, schema: schema.to_owned(), name: "b".to_owned() };
    rows.relations[0].is_partition = true;
    rows.parents.push(parent("audit"));
    let (whole, notes) = build(&rows);
    assert!(
        matches!(&table(&whole, "a").kind, TableKind::Partition { of, .. } if of.to_string() == "audit.b")
    );
    assert_eq!(notes, [""; 0]);
    rows.relations[1].is_asked = false;
    let (_, notes) = build(&rows);
    assert_eq!(notes, ["`a`: the foreign keys of `audit.b` hold here too and are not read"]);
}

#[test]
fn views_have_keys_and_no_columns() {
    let mut rows = two();
    rows.relations[0].kind = Code(b'm');
    rows.keys.push(key(10, "k", &[3]));
    let (catalog, _) = build(&rows);
    let a = table(&catalog, "a");
    assert_eq!((a.columns.len(), a.kind == TableKind::View, a.is_whole()), (0, true, false));
    assert_eq!(a.keys[0].columns().next().unwrap().as_str(), "y");
}
