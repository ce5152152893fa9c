//! What changes do to a catalog.

use std::sync::Arc;

use super::*;
use crate::write::{ConstraintRef, find_constraint};
use crate::{
    Check, Column, DataType, Engine, Expression, Force, ForeignKey, IgnoredBecause, Key, KeyKind, NameKind,
    Quoting, Target,
};

pub(crate) fn column(engine: Engine, name: &str) -> Ident {
    Ident::new(engine, NameKind::Column, name, Quoting::Bare)
}

pub(crate) fn name(engine: Engine, name: &str) -> Ident {
    Ident::new(engine, NameKind::Constraint, name, Quoting::Bare)
}

pub(crate) fn table(engine: Engine, name: &str) -> TableName {
    TableName { schema: None, name: Ident::new(engine, NameKind::Table, name, Quoting::Bare) }
}

pub(crate) fn references(engine: Engine, columns: &[&str], parent: &str, target: &[&str]) -> ForeignKey {
    let all = |names: &[&str]| names.iter().map(|name| column(engine, name)).collect::<Vec<_>>();
    ForeignKey::new(all(columns), table(engine, parent), Target::Columns(all(target)))
}

/// `parent(id primary key)` and `child(id primary key, parent_id references parent(id))`, an index over both.
pub(crate) fn family(engine: Engine) -> Catalog {
    let mut catalog = Catalog::new(engine, None);
    let integer = DataType("integer".into());
    let mut parent = Table::new(table(engine, "parent"));
    parent.columns.push(Column::new(column(engine, "id"), integer.clone()));
    parent.keys.push(Key::over(KeyKind::Primary, [column(engine, "id")]));
    let mut child = Table::new(table(engine, "child"));
    child.columns.push(Column::new(column(engine, "id"), integer.clone()));
    child.columns.push(Column::new(column(engine, "parent_id"), integer));
    child.keys.push(Key::over(KeyKind::Primary, [column(engine, "id")]));
    let mut both = Key::over(KeyKind::Plain, [column(engine, "parent_id"), column(engine, "id")]);
    both.name = Some(name(engine, "two"));
    child.keys.push(both);
    child.foreign_keys.push(references(engine, &["parent_id"], "parent", &["id"]));
    child.checks.push(Check {
        name: None,
        expression: Expression {
            text: "parent_id > 0 and 'parent_id' <> ''".into(),
            columns: Some(vec![column(engine, "parent_id")]),
        },
    });
    for table in [parent, child] {
        catalog.apply(&Change::CreateTable { table: Arc::new(table), if_not_exists: false }).unwrap();
    }
    catalog
}

fn path(engine: Engine, columns: &[&str]) -> ForeignKeyPath {
    ForeignKeyPath { columns: columns.iter().map(|name| column(engine, name)).collect(), ordinal: 0 }
}

const PG: Engine = Engine::Postgres;

#[test]
fn foreign_keys_follow_renamed_tables_and_columns() {
    let mut catalog = family(PG);
    catalog
        .apply(&Change::RenameColumn {
            table: table(PG, "parent"),
            from: column(PG, "id"),
            to: column(PG, "key"),
        })
        .unwrap();
    catalog.apply(&Change::RenameTable { from: table(PG, "parent"), to: table(PG, "elder") }).unwrap();
    catalog
        .apply(&Change::RenameColumn {
            table: table(PG, "child"),
            from: column(PG, "parent_id"),
            to: column(PG, "elder_key"),
        })
        .unwrap();
    let child = catalog.table(&table(PG, "child")).unwrap();
    assert_eq!(*child.foreign_keys, [references(PG, &["elder_key"], "elder", &["key"])]);
    assert_eq!(child.checks[0].expression.text, "elder_key > 0 and 'parent_id' <> ''");
    assert_eq!(child.keys[1].columns().next(), Some(&column(PG, "elder_key")));
    assert_eq!(catalog.index_of(&table(PG, "elder")), Some(0));
}

#[test]
fn mysql_takes_a_dropped_column_out_of_indexes_and_postgres_drops_them() {
    for (engine, keys) in [(Engine::Mysql, 2), (PG, 1)] {
        let mut catalog = family(engine);
        catalog
            .apply(&Change::DropColumn { table: table(engine, "child"), column: column(engine, "parent_id") })
            .unwrap();
        let child = catalog.table(&table(engine, "child")).unwrap();
        assert_eq!(child.keys.len(), keys);
        assert!(child.foreign_keys.is_empty() && child.checks.is_empty());
    }
}

#[test]
fn a_dropped_parent_leaves_its_children_dangling_unless_it_cascades() {
    for cascade in [false, true] {
        let mut catalog = family(PG);
        catalog.apply(&Change::DropTable { name: table(PG, "parent"), cascade }).unwrap();
        assert_eq!(catalog.foreign_keys().count(), usize::from(!cascade));
    }
}

#[test]
fn an_update_without_its_schema_makes_a_stub_that_creation_fills() {
    let mut catalog = Catalog::new(PG, None);
    let foreign_key = references(PG, &["parent_id"], "parent", &["id"]);
    catalog
        .apply(&Change::AddForeignKey { table: table(PG, "child"), foreign_key: foreign_key.clone() })
        .unwrap();
    catalog.apply(&Change::DropColumn { table: table(PG, "child"), column: column(PG, "old") }).unwrap();
    assert!(catalog.is_partial());
    let mut whole = Table::new(table(PG, "child"));
    whole.foreign_keys.push(references(PG, &["other_id"], "other", &["id"]));
    catalog.apply(&Change::CreateTable { table: Arc::new(whole), if_not_exists: true }).unwrap();
    assert!(!catalog.is_partial());
    let child = catalog.table(&table(PG, "child")).unwrap();
    assert_eq!(*child.foreign_keys, [references(PG, &["other_id"], "other", &["id"]), foreign_key]);
}

#[test]
fn a_storage_engine_without_foreign_keys_forgets_them_for_good() {
    const MY: Engine = Engine::Mysql;
    let mut catalog = Catalog::new(MY, None);
    catalog.apply(&Change::Set(Setting::DefaultStorageEngine(Some(StorageEngine("MyISAM".into()))))).unwrap();
    let mut child = Table::new(table(MY, "child"));
    child.foreign_keys.push(references(MY, &["parent_id"], "parent", &["id"]));
    catalog.apply(&Change::CreateTable { table: Arc::new(child), if_not_exists: false }).unwrap();
    let forgotten = Force::Ignored(IgnoredBecause::StorageEngine);
    assert_eq!(catalog.table_at(0).unwrap().storage_engine, Some(StorageEngine("myisam".into())));
    assert_eq!(catalog.table_at(0).unwrap().foreign_keys[0].force, forgotten);
    let engine = Some(StorageEngine("InnoDB".into()));
    catalog.apply(&Change::SetStorageEngine { table: table(MY, "child"), engine }).unwrap();
    assert_eq!(catalog.table_at(0).unwrap().foreign_keys[0].force, forgotten);
}

#[test]
fn constraints_are_found_by_the_names_that_engines_give_them() {
    for (engine, default) in [(PG, "child_parent_id_fkey"), (Engine::Mariadb, "child_ibfk_1")] {
        let mut catalog = family(engine);
        catalog
            .apply(&Change::DropConstraint { table: table(engine, "child"), name: name(engine, default) })
            .unwrap();
        assert_eq!(catalog.foreign_keys().count(), 0);
    }
}

#[test]
fn foreign_keys_without_a_name_keep_their_number_when_an_earlier_one_goes() {
    const MY: Engine = Engine::Mysql;
    let mut catalog = family(MY);
    let drop = |catalog: &mut Catalog, given: &str| {
        catalog.apply(&Change::DropConstraint { table: table(MY, "child"), name: name(MY, given) })
    };
    let second = references(MY, &["id"], "parent", &["id"]);
    catalog.apply(&Change::AddForeignKey { table: table(MY, "child"), foreign_key: second }).unwrap();
    drop(&mut catalog, "child_ibfk_1").unwrap();
    assert!(drop(&mut catalog, "child_ibfk_1").is_err());
    drop(&mut catalog, "child_ibfk_2").unwrap();
    assert_eq!(catalog.foreign_keys().count(), 0);
}

#[test]
fn a_number_that_is_written_down_moves_no_other() {
    const MY: Engine = Engine::Mysql;
    let mut catalog = family(MY);
    for _ in 0..3 {
        let foreign_key = references(MY, &["id"], "parent", &["id"]);
        catalog.apply(&Change::AddForeignKey { table: table(MY, "child"), foreign_key }).unwrap();
    }
    for gone in ["child_ibfk_3", "child_ibfk_4"] {
        catalog.apply(&Change::DropConstraint { table: table(MY, "child"), name: name(MY, gone) }).unwrap();
    }
    let child = catalog.table(&table(MY, "child")).unwrap();
    let names: Vec<_> =
        (0..2).map(|at| find_constraint(MY, child, &name(MY, &format!("child_ibfk_{}", at + 1)))).collect();
    assert_eq!(names, [Some(ConstraintRef::ForeignKey(0)), Some(ConstraintRef::ForeignKey(1))]);
}

#[test]
fn names_of_the_engines_own_kind_go_along_with_a_renamed_table() {
    const MY: Engine = Engine::Mysql;
    let mut catalog = family(MY);
    for given in ["child_ibfk_7", "child_ibfk_x"] {
        let key = references(MY, &["id"], "parent", &["id"]);
        let foreign_key = ForeignKey { name: Some(name(MY, given)), ..key };
        catalog.apply(&Change::AddForeignKey { table: table(MY, "child"), foreign_key }).unwrap();
    }
    let (from, to) = (table(MY, "child"), table(MY, "heir"));
    catalog.apply(&Change::RenameTable { from, to: to.clone() }).unwrap();
    let keys = &catalog.table(&to).unwrap().foreign_keys;
    let names: Vec<_> = keys.iter().filter_map(|key| Some(key.name.as_ref()?.as_str())).collect();
    assert_eq!(names, ["heir_ibfk_7", "child_ibfk_x"]);
}

#[test]
fn what_is_not_there_cannot_be_dropped_and_leaves_the_catalog_alone() {
    let mut catalog = family(PG);
    let before = catalog.clone();
    let child = table(PG, "child");
    let error = |catalog: &mut Catalog, change: Change| catalog.apply(&change).unwrap_err().to_string();
    assert_eq!(
        error(&mut catalog, Change::DropTable { name: table(PG, "nobody"), cascade: true }),
        "there is no table `nobody`"
    );
    assert_eq!(
        error(&mut catalog, Change::DropKey { table: child.clone(), key: KeyRef::Named(name(PG, "k")) }),
        "table `child` has no key `k`"
    );
    assert_eq!(
        error(&mut catalog, Change::DropForeignKey { table: child.clone(), foreign_key: path(PG, &["id"]) }),
        "table `child` has no foreign key `fk(id)`"
    );
    assert_eq!(
        error(
            &mut catalog,
            Change::AddKey { table: child, key: Key::over(KeyKind::Primary, [column(PG, "parent_id")]) }
        ),
        "table `child` already has a primary key"
    );
    assert_eq!(catalog, before);
}
