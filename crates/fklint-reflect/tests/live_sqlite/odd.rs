//! Schemas that were edited by hand, and large ones.

use std::fmt::Write;
use std::time::Instant;

use fklint_reflect::live::Trouble;
use rusqlite::Connection;

use crate::{Folder, reflect, session};

/// A database whose schema was changed with `writable_schema`.
fn edited(folder: &Folder, ddl: &str, edit: &str) -> std::path::PathBuf {
    let path = folder.database(ddl);
    let connection = Connection::open(&path).unwrap();
    connection.execute_batch(&format!("PRAGMA writable_schema = ON; {edit}")).unwrap();
    path
}

#[test]
fn a_schema_that_sqlite_cannot_read_is_damaged() {
    for edit in [
        "UPDATE sqlite_schema SET sql = 'CREATE TABLE t(a'",
        "UPDATE sqlite_schema SET sql = 7",
        "UPDATE sqlite_schema SET sql = x'ff00'",
        "UPDATE sqlite_schema SET sql = NULL",
        "UPDATE sqlite_schema SET rootpage = 'x'",
        "UPDATE sqlite_schema SET name = x'ffff', rootpage = 99",
    ] {
        let folder = Folder::new();
        let path = edited(&folder, "CREATE TABLE t(a)", edit);
        let error = session(&path).and_then(|mut session| session.reflect()).unwrap_err();
        assert_eq!(
            (error.trouble, error.why.contains(".recover")),
            (Trouble::Damaged, true),
            "{edit}: {error}"
        );
    }
}

#[test]
fn odd_types_and_names_do_no_harm() {
    for edit in [
        "UPDATE sqlite_schema SET type = 5",
        "UPDATE sqlite_schema SET name = 5, tbl_name = 5, sql = 'CREATE TABLE \"5\"(a)'",
        "UPDATE sqlite_schema SET name = CAST(x'ff' AS TEXT), tbl_name = CAST(x'ff' AS TEXT), sql = CAST('CREATE TABLE \"' || CAST(x'ff' AS TEXT) || '\"(a)' AS TEXT)",
        "INSERT INTO sqlite_schema VALUES ('table', 'u', 'u', 0, 'CREATE VIRTUAL TABLE u USING nomodule(x)')",
        "INSERT INTO sqlite_schema VALUES ('nonsense', NULL, 1.5, NULL, x'00')",
        "INSERT INTO sqlite_schema VALUES ('view', 'v', 'v', 0, 'CREATE VIEW v AS SELECT nofunction(gone) FROM nowhere')",
    ] {
        let folder = Folder::new();
        let path = edited(&folder, "CREATE TABLE t(a)", edit);
        match session(&path).and_then(|mut session| session.reflect()) {
            Ok(live) => assert!(live.catalog.len() <= 2, "{edit}"),
            Err(error) => assert_eq!(error.trouble, Trouble::Damaged, "{edit}: {error}"),
        }
    }
}

#[test]
fn damage_in_the_middle_is_told() {
    let folder = Folder::new();
    let mut ddl = String::new();
    for table in 0..200 {
        write!(ddl, "CREATE TABLE t{table}(a INT, b INT REFERENCES t0);").unwrap();
    }
    let path = folder.database(&ddl);
    let mut bytes = std::fs::read(&path).unwrap();
    let half = bytes.len() / 2;
    for byte in &mut bytes[4096..half] {
        *byte = byte.wrapping_mul(31).wrapping_add(7);
    }
    std::fs::write(&path, bytes).unwrap();
    let error = session(&path).and_then(|mut session| session.reflect()).unwrap_err();
    assert_eq!(error.trouble, Trouble::Damaged, "{error}");
}

#[test]
fn the_number_of_queries_does_not_depend_on_the_number_of_tables() {
    let folder = Folder::new();
    let count = if cfg!(debug_assertions) { 1000 } else { 10_000 };
    let mut ddl = String::from("BEGIN;");
    for table in 0..count {
        writeln!(
            ddl,
            "CREATE TABLE t{table}(a INTEGER PRIMARY KEY, b INT, c INT, UNIQUE (b, c), FOREIGN KEY (b, c) REFERENCES t{}(b, c), FOREIGN KEY (b) REFERENCES t{table});",
            table / 2
        )
        .unwrap();
    }
    let path = folder.database(&format!("{ddl} COMMIT;"));
    let start = Instant::now();
    let live = reflect(&path);
    println!("{count} tables in {:?}", start.elapsed());
    assert_eq!((live.catalog.len(), live.catalog.foreign_keys().count()), (count, 2 * count));
    assert_eq!((live.queries, live.notes), (5, Vec::new()));
}
