//! Laws between reading and writing, on generated schemas, and what must hold of the reading of any bytes.
//!
//! `read(write(catalog)) == catalog`, and reading what carries out a change gives the changed catalog.

#[path = "../common/mod.rs"]
mod common;

mod any_bytes;
mod draw;
mod names;
mod normal;
mod seen;

use fklint_catalog::{Catalog, Change, Engine, write};
use fklint_reflect::{ScriptSource, ddl, replay};
use fklint_source::FileId;
use proptest::prelude::*;

use crate::common::print;
use crate::draw::Draw;

/// Engines whose schemas are written.
const ENGINES: [Engine; 6] = Engine::ALL;

/// What the scripts add up to.
fn reflect(engine: Engine, scripts: &[String]) -> Catalog {
    let sources = scripts.iter().enumerate().map(|(nth, script)| ScriptSource {
        file: FileId(nth as u32),
        name: format!("{nth}.sql"),
        migration: false,
        read: ddl::read(script.as_bytes(), engine),
    });
    replay(engine, None, sources.collect()).catalog
}

/// The tables of a catalog in the readable form, sorted: a difference can be seen.
fn told(catalog: &Catalog) -> Vec<String> {
    let mut all: Vec<String> = catalog.tables().map(print::table).collect();
    all.sort();
    all
}

fn same_tables(left: &Catalog, right: &Catalog) -> bool {
    left.len() == right.len() && left.tables().all(|table| right.table(&table.name) == Some(table))
}

fn choices() -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(any::<u8>(), 0..500)
}

proptest! {
    #![proptest_config(ProptestConfig { max_global_rejects: 1_000_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_written_catalog_reads_as_itself(choices in choices(), which in 0..ENGINES.len()) {
        let engine = ENGINES[which];
        let catalog = Draw::new(engine, &choices).catalog();
        let sql = write::write_catalog(&catalog);
        let back = reflect(engine, std::slice::from_ref(&sql));
        let want = normal::catalog(&catalog);
        let back = normal::catalog(&back);
        prop_assert!(
            same_tables(&want, &back),
            "{engine}\n{sql}\nwant {:#?}\ngot  {:#?}", told(&want), told(&back)
        );
    }

    #[test]
    fn a_written_change_reads_as_what_it_does(choices in choices(), change in choices(), which in 0..ENGINES.len()) {
        let engine = ENGINES[which];
        // The catalog is the text's: the order of its constraints decides the names of those without one.
        let before = write::write_catalog(&Draw::new(engine, &choices).catalog());
        let catalog = reflect(engine, std::slice::from_ref(&before));
        let mut draw = Draw::new(engine, &change);
        let change = draw.change(&catalog);
        let mut want = catalog.clone();
        prop_assume!(want.apply(&change).is_ok());
        prop_assume!(normal::can_be_written(&catalog, &change) && normal::stays_in_its_table(&catalog, &change));
        let statements = write::write(&change, &catalog);
        let after: String = statements.iter().map(|statement| format!("{statement};\n")).collect();
        let back = reflect(engine, &[before.clone(), after.clone()]);
        let back = normal::catalog(&normal::without_made_names(&catalog, &change, &back));
        let want = normal::catalog(&normal::with_what_stays(&catalog, &change, want));
        prop_assert!(
            same_tables(&want, &back),
            "{engine} {}\n{before}\n-- then\n{after}\nwant {:#?}\ngot  {:#?}",
            print::change(&change), told(&want), told(&back)
        );
    }

    #[test]
    fn a_change_of_one_statement_reads_as_itself(choices in choices(), change in choices(), which in 0..ENGINES.len()) {
        let engine = ENGINES[which];
        let catalog = normal::catalog(&Draw::new(engine, &choices).catalog());
        let change = Draw::new(engine, &change).change(&catalog);
        let known = matches!(
            change,
            Change::AddForeignKey { .. } | Change::RenameTable { .. } | Change::RenameColumn { .. } | Change::DropColumn { .. }
        );
        prop_assume!(known && normal::can_be_written(&catalog, &change));
        prop_assume!(catalog.clone().apply(&change).is_ok());
        let statements = write::write(&change, &catalog);
        prop_assume!(statements.len() == 1);
        let read = ddl::read(statements[0].as_bytes(), engine);
        let changes: Vec<&Change> = read.statements.iter().flat_map(|statement| &statement.changes).collect();
        let want = normal::change(&catalog, &change);
        prop_assert_eq!(changes, vec![&want], "{}", statements[0]);
    }
}
