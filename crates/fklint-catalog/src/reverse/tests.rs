//! The law: a change and then its reverse leave the catalog as it was.

use proptest::prelude::*;

use super::*;
use crate::apply::tests::{column, family, name, references, table};
use crate::{
    Action, Check, Column, DataType, Deferrable, Engine, Expression, ForeignKey, Generator, Ident, Key,
    StorageEngine,
};

/// Small numbers that pick from small pools, so that changes often meet what others made.
pub(crate) type Seed = (u8, [u8; 6]);

pub(crate) fn change(engine: Engine, catalog: &Catalog, (kind, s): &Seed) -> Change {
    let pick_table = |n: u8| table(engine, ["a", "b", "c", "d"][n as usize % 4]);
    let pick_column = |n: u8| column(engine, ["x", "y", "z"][n as usize % 3]);
    let pick_name = |n: u8| name(engine, ["n1", "n2", "n3"][n as usize % 3]);
    let on = pick_table(s[0]);
    let flag = s[1].is_multiple_of(2);
    match kind % 23 {
        0..=2 => Change::CreateTable { table: Arc::new(whole(engine, on, s)), if_not_exists: flag },
        3 => Change::DropTable { name: on, cascade: flag },
        4 => Change::RenameTable { from: on, to: pick_table(s[1]) },
        5 => Change::AddColumn {
            table: on,
            column: Column::new(pick_column(s[2]), DataType("int".into())),
            position: match s[3] % 3 {
                0 => ColumnPosition::Last,
                1 => ColumnPosition::First,
                _ => ColumnPosition::After(pick_column(s[4])),
            },
        },
        6 => Change::DropColumn { table: on, column: pick_column(s[1]) },
        7 => Change::RenameColumn { table: on, from: pick_column(s[1]), to: pick_column(s[2]) },
        8 => Change::AlterColumn {
            table: on,
            column: pick_column(s[1]),
            edit: match s[2] % 5 {
                0 => ColumnEdit::Replace(Box::new(Column::new(pick_column(s[3]), DataType("text".into())))),
                1 => ColumnEdit::Type(DataType("bigint".into())),
                2 => ColumnEdit::NotNull(s[3].is_multiple_of(2)),
                3 => ColumnEdit::Default((s[3].is_multiple_of(2)).then(|| "1".into())),
                _ => ColumnEdit::Generator((s[3].is_multiple_of(2)).then_some(Generator::AutoIncrement)),
            },
        },
        9 | 10 => Change::AddKey { table: on, key: key(engine, s) },
        11 => Change::DropKey {
            table: on,
            key: match s[1] % 3 {
                0 => KeyRef::Primary,
                1 => KeyRef::Named(pick_name(s[2])),
                _ => KeyRef::Columns(vec![pick_column(s[2])]),
            },
        },
        12 | 13 => Change::AddForeignKey { table: on, foreign_key: foreign_key(engine, s) },
        14 => Change::DropForeignKey { table: on.clone(), foreign_key: path(catalog, &on, s[1]) },
        15 => Change::AlterForeignKey {
            table: on.clone(),
            foreign_key: path(catalog, &on, s[1]),
            edit: match s[2] % 3 {
                0 => ForeignKeyEdit::Deferrable(Deferrable::InitiallyDeferred),
                1 => ForeignKeyEdit::Validated(s[3].is_multiple_of(2)),
                _ => ForeignKeyEdit::Enforced(s[3].is_multiple_of(2)),
            },
        },
        16 => Change::DropConstraint { table: on, name: pick_name(s[1]) },
        17 => Change::RenameConstraint { table: on, from: pick_name(s[1]), to: pick_name(s[2]) },
        18 => match s[1] % 2 {
            0 => Change::AddCheck { table: on, check: check(engine, s) },
            _ => Change::DropCheck { table: on, check: check(engine, s) },
        },
        19 => Change::SetStorageEngine {
            table: on,
            engine: [None, Some("MyISAM"), Some("InnoDB")][s[1] as usize % 3]
                .map(|name| StorageEngine(name.into())),
        },
        20 => match s[1] % 2 {
            0 => Change::AttachPartition { parent: pick_table(s[2]), child: on, bounds: "DEFAULT".into() },
            _ => Change::DetachPartition { parent: pick_table(s[2]), child: on },
        },
        21 => Change::AlterTable {
            table: on,
            edit: match s[1] % 3 {
                0 => TableEdit::PartitionBy(Some("HASH (x)".into())),
                1 => TableEdit::PartitionBy(None),
                _ => TableEdit::Unlogged(flag),
            },
        },
        _ => Change::Set(match s[1] % 6 {
            0 => Setting::ForeignKeyChecks(Some(s[2].is_multiple_of(2))),
            1 => Setting::DefaultStorageEngine(
                (s[2].is_multiple_of(2)).then(|| StorageEngine("MyISAM".into())),
            ),
            2 => Setting::RestrictNonStandardKey(Some(s[2].is_multiple_of(2))),
            3 => Setting::CurrentSchema(Some(name(engine, "s"))),
            4 => Setting::LegacyAlterTable(Some(s[2].is_multiple_of(2))),
            _ => Setting::Charset(Some("latin1".into())),
        }),
    }
}

fn whole(engine: Engine, name: TableName, s: &[u8; 6]) -> Table {
    let mut table = Table::new(name);
    for (index, text) in ["x", "y", "z"].iter().enumerate() {
        if s[5] & (1 << index) == 0 {
            table.columns.push(Column::new(column(engine, text), DataType("int".into())));
        }
    }
    table.keys.push(key(engine, s));
    table.foreign_keys.push(foreign_key(engine, s));
    table.partition_by = s[4].is_multiple_of(5).then(|| "HASH (a)".into());
    table.unlogged = s[4].is_multiple_of(7);
    if s[4].is_multiple_of(3) {
        table.storage_engine = Some(StorageEngine("MyISAM".into()));
    }
    table
}

fn key(engine: Engine, s: &[u8; 6]) -> Key {
    let all = ["x", "y", "z"].map(|name| column(engine, name));
    let columns = all.into_iter().cycle().skip(s[2] as usize % 3).take(1 + s[3] as usize % 2);
    let mut key = Key::over([KeyKind::Primary, KeyKind::Unique, KeyKind::Plain][s[4] as usize % 3], columns);
    key.name = (!s[1].is_multiple_of(4)).then(|| name(engine, ["n1", "n2", "n3"][s[1] as usize % 3]));
    key
}

fn foreign_key(engine: Engine, s: &[u8; 6]) -> ForeignKey {
    let columns = ["x", "y", "z"];
    let mut key = references(
        engine,
        &[columns[s[2] as usize % 3]],
        ["a", "b", "c", "d"][s[3] as usize % 4],
        &[columns[s[4] as usize % 3]],
    );
    key.on_delete = [Action::NoAction, Action::Cascade][s[5] as usize % 2];
    key.force =
        [Force::Enforced, Force::NotValidated, Force::Ignored(IgnoredBecause::Declared)][s[5] as usize % 3];
    key.name = (s[5].is_multiple_of(4)).then(|| name(engine, ["n1", "n2", "n3"][s[1] as usize % 3]));
    key
}

fn check(engine: Engine, s: &[u8; 6]) -> Check {
    let text = ["x", "Y"][s[2] as usize % 2];
    Check {
        name: (s[3].is_multiple_of(2)).then(|| name(engine, "n1")),
        expression: Expression {
            text: format!("{text} > 0").into(),
            columns: Some(vec![column(engine, text)]),
        },
    }
}

fn path(catalog: &Catalog, on: &TableName, n: u8) -> ForeignKeyPath {
    match catalog.table(on) {
        Some(table) if !table.foreign_keys.is_empty() => {
            ForeignKeyPath::of(&table.foreign_keys, n as usize % table.foreign_keys.len())
        }
        _ => ForeignKeyPath { columns: vec![column(catalog.engine, "x")], ordinal: 0 },
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_change_and_its_reverse_leave_the_catalog_as_it_was(
        engine in 0..3_usize,
        seeds in prop::collection::vec((any::<u8>(), any::<[u8; 6]>()), 1..40),
    ) {
        let engine = [Engine::Postgres, Engine::Mysql, Engine::Sqlite][engine];
        let mut catalog = Catalog::new(engine, None);
        for seed in &seeds {
            let change = change(engine, &catalog, seed);
            let mut after = catalog.clone();
            if after.apply(&change).is_err() {
                prop_assert_eq!(&after, &catalog, "a refused change left traces: {:?}", change);
                continue;
            }
            let mut back = after.clone();
            let reverse = change.reverse(&catalog).unwrap();
            for step in &reverse {
                back.apply(step).unwrap();
            }
            prop_assert_eq!(&back, &catalog, "{:?} and back by {:?}", change, reverse);
            catalog = after;
        }
    }
}

fn reversed(change: &Change, catalog: &Catalog) -> Vec<Change> {
    change.reverse(catalog).unwrap()
}

#[test]
fn renames_and_edits_are_taken_back_by_their_like() {
    const PG: Engine = Engine::Postgres;
    let catalog = family(PG);
    let rename = |from, to| Change::RenameTable { from: table(PG, from), to: table(PG, to) };
    assert_eq!(reversed(&rename("parent", "elder"), &catalog), [rename("elder", "parent")]);
    let edit = |deferrable| Change::AlterForeignKey {
        table: table(PG, "child"),
        foreign_key: ForeignKeyPath { columns: vec![column(PG, "parent_id")], ordinal: 0 },
        edit: ForeignKeyEdit::Deferrable(deferrable),
    };
    assert_eq!(reversed(&edit(Deferrable::InitiallyDeferred), &catalog), [edit(Deferrable::No)]);
}

#[test]
fn a_dropped_table_comes_back_before_the_foreign_keys_that_need_it() {
    const PG: Engine = Engine::Postgres;
    let catalog = family(PG);
    let back = reversed(&Change::DropTable { name: table(PG, "parent"), cascade: true }, &catalog);
    assert!(matches!(&back[..], [Change::CreateTable { .. }, Change::AddForeignKey { .. }]), "{back:?}");
}

#[test]
fn a_stub_made_by_a_change_goes_with_it() {
    const PG: Engine = Engine::Postgres;
    let at: Ident = column(PG, "x");
    let change = Change::AddKey { table: table(PG, "new"), key: Key::over(KeyKind::Unique, [at]) };
    let back = reversed(&change, &Catalog::new(PG, None));
    assert_eq!(back, [Change::DropTable { name: table(PG, "new"), cascade: false }]);
}

#[test]
fn of_two_keys_without_names_over_the_same_columns_the_new_one_goes() {
    let engine = Engine::Mysql;
    let mut catalog = family(engine);
    let add = |kind| Change::AddKey {
        table: table(engine, "child"),
        key: Key::over(kind, [column(engine, "parent_id")]),
    };
    catalog.apply(&add(KeyKind::Plain)).unwrap();
    let back = add(KeyKind::Unique).reverse(&catalog).unwrap();
    let named = KeyRef::Named(name(engine, "parent_id_2"));
    assert_eq!(back, [Change::DropKey { table: table(engine, "child"), key: named }]);
}
