//! What was written and what servers printed of it: one schema, once it is told as the dictionary keeps it.
//!
//! `stored/*.printed.sql` is what PostgreSQL 15.18 (`pg_dump -s`), MySQL 9.7.4, MariaDB 10.11.19 and 11.8.9
//! (`SHOW CREATE TABLE`) said after they had run `testdata/schemas/*/spellings.sql`.

use fklint_catalog::diff::diff;
use fklint_catalog::write::write_catalog;
use fklint_catalog::{Catalog, Engine, Version, stored};
use fklint_reflect::{ScriptSource, ddl, replay};
use fklint_source::FileId;

fn read(engine: Engine, version: Version, text: &str) -> Catalog {
    let read = ddl::read(text.as_bytes(), engine);
    let source = ScriptSource { file: FileId(0), name: "0.sql".to_owned(), migration: false, read };
    replay(engine, Some(version), vec![source]).catalog
}

#[track_caller]
fn same(engine: Engine, version: Version, written: &str, printed: &str) {
    let written = read(engine, version, written);
    let printed = read(engine, version, printed);
    assert!(written.len() > 5, "the schema was read");
    let found: Vec<String> = stored::compare(&printed, &written).iter().map(ToString::to_string).collect();
    assert!(found.is_empty(), "{engine} {version}:\n{}", found.join("\n"));
    assert!(!diff(&printed, &written).is_empty(), "what is printed is not what was written");
    let again = stored::stored(&stored::stored(&printed));
    assert_eq!(diff(&again, &stored::stored(&printed)), Vec::new());
}

#[test]
fn postgres_keeps_what_was_written() {
    let (written, printed) = (
        include_str!("../../../testdata/schemas/postgres/spellings.sql"),
        include_str!("stored/postgres.printed.sql"),
    );
    same(Engine::Postgres, Version::new(15, 18, 0), written, printed);
}

#[test]
fn mysql_keeps_what_was_written() {
    let (written, printed) = (
        include_str!("../../../testdata/schemas/mysql/spellings.sql"),
        include_str!("stored/mysql.printed.sql"),
    );
    same(Engine::Mysql, Version::new(9, 7, 4), written, printed);
}

#[test]
fn mariadb_keeps_what_was_written() {
    let written = include_str!("../../../testdata/schemas/mysql/spellings.sql");
    same(Engine::Mariadb, Version::new(10, 11, 19), written, include_str!("stored/mariadb.printed.sql"));
    same(Engine::Mariadb, Version::new(11, 8, 9), written, include_str!("stored/mariadb118.printed.sql"));
}

/// `stored/*.again.sql` is what the servers printed of what was written of what they had printed.
#[test]
fn a_schema_written_out_and_loaded_is_the_same_schema() {
    let all = [
        (
            Engine::Postgres,
            Version::new(15, 18, 0),
            include_str!("stored/postgres.printed.sql"),
            include_str!("stored/postgres.again.sql"),
        ),
        (
            Engine::Mysql,
            Version::new(9, 7, 4),
            include_str!("stored/mysql.printed.sql"),
            include_str!("stored/mysql.again.sql"),
        ),
        (
            Engine::Mariadb,
            Version::new(10, 11, 19),
            include_str!("stored/mariadb.printed.sql"),
            include_str!("stored/mariadb.again.sql"),
        ),
    ];
    for (engine, version, printed, again) in all {
        let printed = read(engine, version, printed);
        let sql = write_catalog(&printed);
        for (what, back) in [("read", sql.as_str()), ("loaded", again)] {
            let back = read(engine, version, back);
            let found: Vec<String> =
                stored::compare(&back, &printed).iter().map(ToString::to_string).collect();
            assert!(found.is_empty(), "{engine} {version}, {what}:\n{}\n{sql}", found.join("\n"));
        }
    }
}
