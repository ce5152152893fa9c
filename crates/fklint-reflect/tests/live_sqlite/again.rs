//! A schema read again on a connection that changes it.

use std::sync::Arc;

use fklint_catalog::{Catalog, TableName};
use fklint_reflect::live::raw::SqliteReader;
use rusqlite::Connection;

/// Each on what those before it left.
const STEPS: &[&str] = &[
    "CREATE TABLE p (a INTEGER PRIMARY KEY, b TEXT); CREATE TABLE c (a INT REFERENCES p, b TEXT UNIQUE)",
    "CREATE INDEX i ON c (a)",
    "CREATE VIEW v AS SELECT a FROM c; CREATE TRIGGER t AFTER DELETE ON c BEGIN DELETE FROM p; END",
    "CREATE UNIQUE INDEX \"it's\" ON p (b) WHERE a > 1",
    "ALTER TABLE c ADD COLUMN d TEXT NOT NULL DEFAULT 'x'",
    "ALTER TABLE p RENAME TO q",
    "ALTER TABLE q RENAME COLUMN b TO z",
    "BEGIN; DROP INDEX i; CREATE INDEX i ON c (a DESC, b)",
    "COMMIT",
    "DROP VIEW v; CREATE TABLE \"it's\"\" v\" (x, y, PRIMARY KEY (x, y)) WITHOUT ROWID",
    "DROP TABLE q; CREATE TABLE Q (z INTEGER PRIMARY KEY /* anew */) STRICT",
    "CREATE TABLE n (a INTEGER PRIMARY KEY AUTOINCREMENT); INSERT INTO n DEFAULT VALUES; ANALYZE",
    "CREATE VIRTUAL TABLE f USING fts5 (x)",
    "DROP TABLE f; CREATE TABLE f_data (x)",
    "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, 'b TEXT', 'b INT') WHERE name = 'c';
     PRAGMA schema_version = 99; PRAGMA writable_schema = RESET",
];

#[test]
fn what_is_read_again_is_what_is_read_anew() {
    let mut connection = Connection::open_in_memory().unwrap();
    let mut reader = SqliteReader::default();
    for step in STEPS {
        connection.execute_batch(step).unwrap_or_else(|error| panic!("{step}: {error}"));
        let again = reader.catalog(&mut connection).unwrap();
        let anew = SqliteReader::default().catalog(&mut connection).unwrap();
        assert_eq!(again, anew, "{step}");
        let names = |catalog: &Catalog| catalog.tables().map(|table| table.name.clone()).collect::<Vec<_>>();
        assert_eq!(names(&again), names(&anew), "{step}");
    }
}

#[test]
fn what_did_not_change_is_the_very_same() {
    let mut connection = Connection::open_in_memory().unwrap();
    let mut reader = SqliteReader::default();
    connection.execute_batch(STEPS[0]).unwrap();
    let then = reader.catalog(&mut connection).unwrap();
    connection.execute_batch(STEPS[1]).unwrap();
    let now = reader.catalog(&mut connection).unwrap();
    let is_shared = |name: &TableName| Arc::ptr_eq(&then.shared(name).unwrap(), &now.shared(name).unwrap());
    let shared = then.tables().filter(|table| is_shared(&table.name)).map(|table| table.name.to_string());
    assert_eq!(shared.collect::<Vec<_>>(), ["p"]);
}
