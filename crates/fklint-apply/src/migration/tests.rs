//! Tests of how changes become migrations. Changes and schemas come from SQL.

use fklint_catalog::{Catalog, Change, Engine};
use fklint_check::MigrationDirectory;
use fklint_reflect::{ScriptSource, ddl, replay};
use fklint_source::FileId;

use super::convention::{self, Draft, Site};
use super::{FileRole, NewFile};
use crate::unit::{Manner, Mode, Unit, units};

fn schema(engine: Engine, text: &str) -> Catalog {
    let read = ddl::read(text.as_bytes(), engine);
    let script = ScriptSource { file: FileId(0), name: "a.sql".to_owned(), migration: false, read };
    replay(engine, None, vec![script]).catalog
}

/// The migrations of the changes that `text` says.
fn made(engine: Engine, before: &str, text: &str, concurrently: bool) -> Vec<Unit> {
    let changes = ddl::read(text.as_bytes(), engine).statements.into_iter().flat_map(|one| one.changes);
    let steps: Vec<(Change, usize)> = changes.map(|change| (change, 0)).collect();
    units(&schema(engine, before), steps, Manner { concurrently, at_once: false }).unwrap()
}

fn files(tool: &'static str, file: &str, unit: &Unit) -> Vec<NewFile> {
    let directory =
        MigrationDirectory { tool, name: "m".to_owned(), files: vec![file.to_owned()], skipped: Vec::new() };
    let convention = convention::of(&directory).unwrap();
    let last = convention.last(&directory.files).unwrap();
    let site = Site { directory: last.directory.to_owned(), separator: last.separator, undo: true };
    let draft = Draft {
        version: "2".to_owned(),
        name: "n".to_owned(),
        behind: "1_a".to_owned(),
        remarks: vec!["why".to_owned()],
        unit,
    };
    (convention.files)(&site, &draft)
}

const TABLES: &str =
    "CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE c (id int PRIMARY KEY, p_id int, x text);";

#[test]
fn indexes_come_alone_keys_together_and_validation_last() {
    let changes = "CREATE INDEX i ON c (p_id); ALTER TABLE c ADD CONSTRAINT f FOREIGN KEY (p_id) REFERENCES p (id); \
                   ALTER TABLE c ADD CONSTRAINT k CHECK (id > 0); CREATE INDEX j ON c (x);";
    let units = made(Engine::Postgres, TABLES, changes, true);
    let modes: Vec<(Mode, &str)> = units.iter().map(|unit| (unit.mode, unit.about.as_str())).collect();
    let expected =
        [(Mode::Alone, "c_p_id"), (Mode::Transaction, ""), (Mode::Alone, "c_x"), (Mode::Apart, "validate")];
    assert_eq!(modes, expected);
    assert_eq!(units[0].down, ["DROP INDEX CONCURRENTLY i"]);
    assert!(units[1].up[0].contains("NOT VALID") && !units[1].up.concat().contains("VALIDATE"));
    assert_eq!(units[3].up, ["ALTER TABLE c VALIDATE CONSTRAINT f"]);
}

#[test]
fn a_tool_without_a_way_out_of_its_transaction_makes_plain_indexes() {
    let units = made(Engine::Postgres, TABLES, "CREATE INDEX i ON c (p_id); CREATE INDEX j ON c (x);", false);
    assert_eq!(units.len(), 1);
    assert_eq!(units[0].up, ["CREATE INDEX i ON c (p_id)", "CREATE INDEX j ON c (x)"]);
}

#[test]
fn what_a_partitioned_table_refuses_is_not_asked_of_it() {
    let before =
        "CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE c (id int, p_id int) PARTITION BY RANGE (id);";
    let changes =
        "CREATE INDEX i ON c (p_id); ALTER TABLE c ADD CONSTRAINT f FOREIGN KEY (p_id) REFERENCES p (id);";
    let units = made(Engine::Postgres, before, changes, true);
    assert_eq!(units.len(), 1);
    assert!(!units[0].up.concat().contains("CONCURRENTLY") && !units[0].up.concat().contains("NOT VALID"));
}

#[test]
fn what_is_lost_has_no_way_back_and_stops_the_tool() {
    let units = made(Engine::Postgres, TABLES, "ALTER TABLE c DROP COLUMN x;", true);
    let why = "what the dropped column `x` of `c` held is gone";
    assert_eq!(units[0].one_way.as_deref(), Some(why));
    let stop = format!("-- There is no way back: {why}\nSELECT * FROM this_migration_has_no_way_back;\n");
    let text = |tool, file| -> Vec<(FileRole, String)> {
        files(tool, file, &units[0]).into_iter().map(|file| (file.role, file.text)).collect()
    };
    assert!(text("golang-migrate", "m/1_a.up.sql").contains(&(FileRole::Down, stop.clone())));
    assert!(text("Diesel", "m/20240101000000_a/up.sql").contains(&(FileRole::Down, stop.clone())));
    assert!(text("goose", "m/1_a.sql")[0].1.ends_with(&format!("-- +goose Down\n{stop}")));
    // These stop by themselves where there is none.
    assert_eq!(text("Flyway", "m/V1__a.sql").len(), 1);
    assert!(!text("Liquibase", "m/1_a.sql")[0].1.contains("rollback"));
}

#[test]
fn a_line_within_a_statement_that_looks_like_its_end_is_marked() {
    let units = made(Engine::Postgres, TABLES, "ALTER TABLE c ALTER COLUMN x SET DEFAULT 'a;\nb';", true);
    let up = format!("{};\n", units[0].up[0]);
    for (tool, marker) in [("goose", "goose"), ("sql-migrate", "migrate")] {
        let text = &files(tool, "m/1_a.sql", &units[0])[0].text;
        let marked = format!("-- +{marker} StatementBegin\n{up}-- +{marker} StatementEnd\n");
        assert!(text.contains(&marked), "{text}");
    }
}
