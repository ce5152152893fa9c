//! The law: no difference is found exactly when two catalogs are equal.

use proptest::prelude::*;

use super::*;
use crate::apply::tests::{column, family, table};
use crate::reverse::tests::{Seed, change};
use crate::{Action, Change, ColumnEdit, Engine};

fn grown(engine: Engine, seeds: &[Seed]) -> Catalog {
    let mut catalog = Catalog::new(engine, None);
    for seed in seeds {
        let change = change(engine, &catalog, seed);
        // One that does not fit leaves the catalog as it was.
        let _ = catalog.apply(&change);
    }
    catalog
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn equal_catalogs_and_no_others_have_no_difference(
        engine in 0..3_usize,
        common in prop::collection::vec((any::<u8>(), any::<[u8; 6]>()), 1..30),
        more in prop::collection::vec((any::<u8>(), any::<[u8; 6]>()), 0..3),
    ) {
        let engine = [Engine::Postgres, Engine::Mysql, Engine::Sqlite][engine];
        let left = grown(engine, &common);
        let right = grown(engine, &[common, more].concat());
        let found = diff(&left, &right);
        prop_assert_eq!(found.is_empty(), left == right, "{:?}", found);
        prop_assert_eq!(found.len(), diff(&right, &left).len());
        let same: Vec<&Difference> = found.iter().filter(|one| one.left == one.right).collect();
        prop_assert!(same.is_empty(), "differences that do not say what differs: {:?}", same);
    }

    #[test]
    fn what_is_stored_is_stored_as_it_is(
        engine in 0..4_usize,
        seeds in prop::collection::vec((any::<u8>(), any::<[u8; 6]>()), 1..40),
    ) {
        let engine = [Engine::Postgres, Engine::Mysql, Engine::Mariadb, Engine::Sqlite][engine];
        let catalog = grown(engine, &seeds);
        let once = crate::stored::stored(&catalog);
        prop_assert_eq!(diff(&crate::stored::stored(&once), &once), Vec::new());
    }
}

fn told(left: &Catalog, right: &Catalog) -> Vec<String> {
    diff(left, right).iter().map(ToString::to_string).collect()
}

#[test]
fn differences_are_told_in_words() {
    const PG: Engine = Engine::Postgres;
    let right = family(PG);
    let mut left = right.clone();
    let child = left.table(&table(PG, "child")).cloned().expect("the family has a child");
    let mut changed = child.clone();
    changed.foreign_keys[0].on_delete = Action::SetNull;
    let drop = Change::DropTable { name: child.name.clone(), cascade: false };
    let create = |table| Change::CreateTable { table: std::sync::Arc::new(table), if_not_exists: false };
    left.apply(&drop).expect("it is there");
    left.apply(&create(changed)).expect("it is gone");
    let was = child.foreign_keys[0].on_delete.id();
    assert_eq!(told(&left, &right), [format!("`child.fk(parent_id)`: on delete is set null, not {was}")]);
    left.apply(&Change::AlterColumn {
        table: child.name.clone(),
        column: column(PG, "parent_id"),
        edit: ColumnEdit::NotNull(true),
    })
    .expect("the column is there");
    assert_eq!(told(&left, &right)[0], "`child.parent_id`: NOT NULL is on, not off");
    left.apply(&drop).expect("it is there");
    assert_eq!(told(&left, &right), ["`child`: it is not there, and should be"]);
    assert_eq!(told(&right, &left), ["`child`: it is there, and should not be"]);
    assert_eq!(told(&right, &right), Vec::<String>::new());
}
