//! A database with all that a rebuild could lose, and what is asked of it.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

use rusqlite::Connection;

/// A parent that is built anew under cascading children, with a view and triggers over them, a table whose numbers ran
/// on, one whose hidden rowids have gaps, and one WITHOUT ROWID.
pub(crate) const SHOP: &str = "
CREATE TABLE country (code TEXT, name TEXT NOT NULL DEFAULT 'it''s');
CREATE TABLE customer (
  customer_id INTEGER PRIMARY KEY AUTOINCREMENT,
  code TEXT NOT NULL REFERENCES country (code) ON DELETE CASCADE,
  spent REAL, photo BLOB
);
CREATE TABLE invoice (
  invoice_id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customer (customer_id) ON DELETE SET NULL,
  total REAL GENERATED ALWAYS AS (invoice_id * 2) STORED
);
CREATE TABLE line (
  invoice_id INTEGER NOT NULL REFERENCES invoice (invoice_id) ON DELETE CASCADE,
  number INTEGER NOT NULL, PRIMARY KEY (invoice_id, number)
) WITHOUT ROWID;
CREATE TABLE log (said TEXT);
CREATE INDEX country_name ON country (name COLLATE nocase);
CREATE VIEW of_country AS SELECT c.name, count(*) AS many FROM country c JOIN customer USING (code) GROUP BY 1;
CREATE TRIGGER country_gone AFTER DELETE ON country BEGIN INSERT INTO log VALUES ('gone ' || old.code); END;
CREATE TRIGGER customer_new AFTER INSERT ON customer BEGIN INSERT INTO log SELECT name FROM country WHERE code = new.code; END;
INSERT INTO country (rowid, code) VALUES (10, 'de'), (20, 'fr'), (35, 'it');
INSERT INTO customer (code, spent, photo) VALUES ('de', 1.5, x'00ff'), ('fr', NULL, NULL), ('it', -0.0, zeroblob(3)), ('it', 9, NULL);
DELETE FROM customer WHERE customer_id = 4;
INSERT INTO invoice (invoice_id, customer_id) VALUES (1, 1), (2, 2), (7, 3);
INSERT INTO line VALUES (1, 1), (1, 2), (7, 1);
ANALYZE;
";

/// The tables.
pub(crate) const TABLES: &[&str] = &["country", "customer", "invoice", "line", "log", "sqlite_sequence"];

/// A directory that goes away with the test, with one database in it.
pub(crate) struct Shop(pub(crate) PathBuf);

impl Shop {
    pub(crate) fn new(sql: &str) -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!("fklint-apply-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let path = std::env::temp_dir().join(name);
        fs::create_dir_all(&path).expect("the temporary directory can be written");
        let shop = Self(path);
        shop.open().execute_batch(sql).expect("the schema is right");
        shop
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.0.join("shop.db")
    }

    /// A connection like that of most programs: foreign keys off.
    pub(crate) fn open(&self) -> Connection {
        let connection = Connection::open(self.path()).expect("it can be opened");
        connection.pragma_update(None, "foreign_keys", false).expect("it can be set");
        connection
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_fklint"));
        command.current_dir(&self.0).arg("fix").args(arguments);
        command.env_remove("FKLINT_FORMAT").env_remove("FKLINT_ABORT_AT_STEP").stdin(Stdio::null());
        command
    }

    pub(crate) fn fix(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().expect("the command runs")
    }

    /// The one file whose name ends so.
    pub(crate) fn file(&self, end: &str) -> Option<PathBuf> {
        let entries =
            fs::read_dir(&self.0).expect("it is there").map(|entry| entry.expect("it can be read").path());
        let mut found: Vec<PathBuf> = entries.filter(|path| path.to_string_lossy().ends_with(end)).collect();
        assert!(found.len() <= 1, "{found:?}");
        found.pop()
    }

    pub(crate) fn journal(&self) -> String {
        self.file(".jsonl").expect("there is a journal").to_string_lossy().into_owned()
    }

    /// Every row of every table, with its rowid.
    pub(crate) fn rows(&self) -> BTreeMap<&'static str, Vec<String>> {
        rows_in(&self.open())
    }

    /// What CREATE made.
    pub(crate) fn schema(&self) -> Vec<String> {
        texts(
            &self.open(),
            "SELECT type || ' ' || name || ': ' || coalesce(sql, '') FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY 1",
        )
    }
}

impl Drop for Shop {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

pub(crate) fn rows_in(connection: &Connection) -> BTreeMap<&'static str, Vec<String>> {
    let mut all = BTreeMap::new();
    for table in TABLES {
        let columns = texts(connection, &format!("SELECT name FROM pragma_table_xinfo('{table}')"));
        let values: Vec<String> =
            columns.iter().map(|column| format!("quote({column}) || typeof({column})")).collect();
        let rowid = if *table == "line" { "''" } else { "rowid" };
        let sql = format!("SELECT {rowid} || '|' || {} FROM {table} ORDER BY 1", values.join(" || '|' || "));
        all.insert(*table, texts(connection, &sql));
    }
    all
}

pub(crate) fn texts(connection: &Connection, sql: &str) -> Vec<String> {
    let mut statement = connection.prepare(sql).expect(sql);
    let rows = statement.query_map([], |row| row.get::<_, String>(0)).expect(sql);
    rows.map(|row| row.expect("it is text")).collect()
}

pub(crate) fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

pub(crate) fn is_gone(shop: &Shop, rule: &str) -> bool {
    let output = Command::new(env!("CARGO_BIN_EXE_fklint"))
        .current_dir(&shop.0)
        .args(["shop.db", "--select", rule, "--format", "concise"])
        .output()
        .expect("the command runs");
    output.status.code() == Some(0)
}

pub(crate) const ALL: &[&str] = &["--apply", "shop.db", "--safety", "risky", "--yes"];
