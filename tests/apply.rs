//! `fklint fix --apply`, `--resume` and `--undo` as users meet them, and what is left of a database when the process is
//! killed at any step, the disk is full, or others write meanwhile.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use fklint_apply::live::{Wishes, Work};
use fklint_check::{Options, SourceArg, check};
use fklint_reflect::live::DbUrl;
use fklint_rule::Safety;
use rusqlite::Connection;

/// A parent that is built anew under cascading children, with a view and triggers over them, a table whose numbers ran
/// on, one whose hidden rowids have gaps, and one WITHOUT ROWID.
const SHOP: &str = "
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
const TABLES: &[&str] = &["country", "customer", "invoice", "line", "log", "sqlite_sequence"];

/// A directory that goes away with the test, with one database in it.
struct Shop(PathBuf);

impl Shop {
    fn new(sql: &str) -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!("fklint-apply-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let path = std::env::temp_dir().join(name);
        fs::create_dir_all(&path).expect("the temporary directory can be written");
        let shop = Self(path);
        shop.open().execute_batch(sql).expect("the schema is right");
        shop
    }

    fn path(&self) -> PathBuf {
        self.0.join("shop.db")
    }

    /// A connection like that of most programs: foreign keys off.
    fn open(&self) -> Connection {
        let connection = Connection::open(self.path()).expect("it can be opened");
        connection.pragma_update(None, "foreign_keys", false).expect("it can be set");
        connection
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_fklint"));
        command.current_dir(&self.0).arg("fix").args(arguments);
        command.env_remove("FKLINT_FORMAT").env_remove("FKLINT_ABORT_AT_STEP").stdin(Stdio::null());
        command
    }

    fn fix(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().expect("the command runs")
    }

    /// The one file whose name ends so.
    fn file(&self, end: &str) -> Option<PathBuf> {
        let entries =
            fs::read_dir(&self.0).expect("it is there").map(|entry| entry.expect("it can be read").path());
        let mut found: Vec<PathBuf> = entries.filter(|path| path.to_string_lossy().ends_with(end)).collect();
        assert!(found.len() <= 1, "{found:?}");
        found.pop()
    }

    fn journal(&self) -> String {
        self.file(".jsonl").expect("there is a journal").to_string_lossy().into_owned()
    }

    /// Every row of every table, with its rowid.
    fn rows(&self) -> BTreeMap<&'static str, Vec<String>> {
        rows_in(&self.open())
    }

    /// What CREATE made.
    fn schema(&self) -> Vec<String> {
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

fn rows_in(connection: &Connection) -> BTreeMap<&'static str, Vec<String>> {
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

fn texts(connection: &Connection, sql: &str) -> Vec<String> {
    let mut statement = connection.prepare(sql).expect(sql);
    let rows = statement.query_map([], |row| row.get::<_, String>(0)).expect(sql);
    rows.map(|row| row.expect("it is text")).collect()
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

fn is_gone(shop: &Shop, rule: &str) -> bool {
    let output = Command::new(env!("CARGO_BIN_EXE_fklint"))
        .current_dir(&shop.0)
        .args(["shop.db", "--select", rule, "--format", "concise"])
        .output()
        .expect("the command runs");
    output.status.code() == Some(0)
}

const ALL: &[&str] = &["--apply", "shop.db", "--safety", "risky", "--yes"];

#[test]
fn nothing_is_done_where_nobody_can_be_asked() {
    let shop = Shop::new(SHOP);
    let bytes = fs::read(shop.path()).expect("it is there");
    let output = shop.fix(&ALL[..4]);
    let said = said(&output);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("nothing was changed: --yes"), "{said}");
    assert!(said.contains("reads and writes anew: country (3 rows)"), "{said}");
    assert!(said.contains("ALTER TABLE country RENAME TO country__old"), "{said}");
    assert_eq!(fs::read(shop.path()).expect("it is there"), bytes);
    assert_eq!(shop.file(".jsonl"), None);
    assert_eq!(shop.file(".backup"), None);
}

#[test]
fn plans_are_carried_out_and_taken_back_and_no_row_is_lost() {
    let shop = Shop::new(SHOP);
    let (rows, schema) = (shop.rows(), shop.schema());
    let statistics = || {
        texts(
            &shop.open(),
            "SELECT tbl || ' ' || ifnull(idx, '') || ' ' || stat FROM sqlite_stat1 ORDER BY 1",
        )
    };
    let analyzed = statistics();
    assert!(analyzed.iter().any(|line| line.starts_with("country country_name ")), "{analyzed:?}");
    let output = shop.fix(ALL);
    assert!(said(&output).contains("the database is what was promised"), "{}", said(&output));
    assert!(is_gone(&shop, "fk-parent-not-unique"));
    assert_eq!((shop.rows(), statistics()), (rows.clone(), analyzed));
    let views = |schema: &[String]| {
        let kept = schema.iter().filter(|line| {
            line.starts_with("view") || line.starts_with("trigger") || line.contains("country_name")
        });
        kept.cloned().collect::<Vec<_>>()
    };
    assert_eq!(views(&shop.schema()), views(&schema));
    assert_eq!(views(&schema).len(), 4);
    let backup = Connection::open(shop.file(".backup").expect("there is a copy")).expect("it can be opened");
    assert_eq!(rows_in(&backup), rows);
    drop(backup);
    // The triggers are those of the new table.
    let connection = shop.open();
    connection.execute_batch("BEGIN; DELETE FROM country WHERE code = 'fr'").expect("it can be deleted");
    assert_eq!(texts(&connection, "SELECT said FROM log WHERE said LIKE 'gone%'"), ["gone fr"]);
    drop(connection);

    let journal = shop.journal();
    let output = shop.fix(&["--undo", &journal, "--yes"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert_eq!((shop.rows(), shop.schema()), (rows.clone(), schema));
    assert!(!is_gone(&shop, "fk-parent-not-unique"));
    // Back again: it is found out by looking where the database is.
    let output = shop.fix(&["--resume", &journal, "--yes"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(is_gone(&shop, "fk-parent-not-unique"));
    assert_eq!(shop.rows(), rows);
}

#[test]
fn json_has_plans_statements_and_the_journal() {
    let shop = Shop::new(SHOP);
    let output =
        shop.fix(&[ALL, &["--format", "json", "--journal", "j.jsonl", "--no-backup", "-q"]].concat());
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).expect("it is JSON");
    assert_eq!(json["verified"], true, "{json}");
    assert_eq!(json["journal"], "j.jsonl");
    assert_eq!(json["backup"], serde_json::Value::Null);
    assert_eq!(json["plans"][0]["rule"], "fk-parent-not-unique");
    let executed = json["executed"].as_array().expect("it is a list");
    assert!(
        executed
            .iter()
            .any(|one| one["statement"] == "DROP TABLE country__old" && one["seconds"].is_number())
    );
    assert!(
        executed.iter().all(|one| one["locks"].as_str().is_some_and(|locks| locks.contains("cannot write")))
    );
    assert!(shop.0.join("j.jsonl").exists());
    assert_eq!(output.stderr, b"");
}

#[test]
fn aborted_at_any_step_it_can_go_on_and_back() {
    let base = Shop::new(SHOP);
    let (rows, schema) = (base.rows(), base.schema());
    let (mut cases, mut lost, mut unfinished) = (0, 0, 0);
    for journal_mode in ["delete", "wal"] {
        for step in 1.. {
            let shop = Shop::new("");
            fs::copy(base.path(), shop.path()).expect("it can be copied");
            texts(&shop.open(), &format!("PRAGMA journal_mode = {journal_mode}"));
            let output =
                shop.command(ALL).env("FKLINT_ABORT_AT_STEP", step.to_string()).output().expect("it runs");
            if output.status.code().is_some() {
                assert!(step > 30, "{}", said(&output));
                break;
            }
            cases += 1;
            lost += missing(&rows, &shop.rows());
            let header = shop.file(".jsonl").and_then(|path| fs::read_to_string(path).ok());
            let output = if header.is_some_and(|text| text.ends_with('\n')) {
                shop.fix(&["--resume", &shop.journal(), "--yes"])
            } else {
                unfinished += 1;
                // Nothing was begun: what lies there is in nobody's way.
                shop.fix(&[ALL, &["--journal", "again.jsonl", "--no-backup", "--exit-zero"]].concat())
            };
            assert_eq!(output.status.code(), Some(0), "{journal_mode}, step {step}: {}", said(&output));
            assert!(is_gone(&shop, "fk-parent-not-unique"), "{journal_mode}, step {step}");
            assert_eq!(shop.rows(), rows, "{journal_mode}, step {step}");
        }
    }
    println!(
        "aborted going forth: {cases} cases, {cases} went on to the end, {lost} rows lost; {unfinished} before the journal stood"
    );
    let (mut cases, mut lost) = (0, 0);
    let done = Shop::new("");
    fs::copy(base.path(), done.path()).expect("it can be copied");
    done.fix(ALL);
    let journal = fs::read_to_string(done.journal()).expect("it is there");
    for step in 1.. {
        let shop = Shop::new("");
        fs::copy(done.path(), shop.path()).expect("it can be copied");
        let moved = journal.replace(&*done.0.to_string_lossy(), &shop.0.to_string_lossy());
        fs::write(shop.0.join("j.jsonl"), moved).expect("it can be written");
        let undo = ["shop.db", "--undo", "j.jsonl", "--yes"];
        let output =
            shop.command(&undo).env("FKLINT_ABORT_AT_STEP", step.to_string()).output().expect("it runs");
        if output.status.code().is_some() {
            assert!(step > 20, "{}", said(&output));
            break;
        }
        cases += 1;
        lost += missing(&rows, &shop.rows());
        let output = shop.fix(&undo);
        assert_eq!(output.status.code(), Some(0), "step {step}: {}", said(&output));
        assert_eq!(shop.rows(), rows, "step {step}");
        let names = |schema: &[String]| -> Vec<String> {
            schema.iter().filter_map(|line| line.split(':').next()).map(str::to_owned).collect()
        };
        assert_eq!(names(&shop.schema()), names(&schema), "step {step}");
    }
    println!("aborted going back: {cases} cases, {cases} went back to the beginning, {lost} rows lost");
    assert_eq!(lost, 0);
}

#[test]
fn killed_at_any_moment_of_a_long_move_it_can_go_on() {
    let base = Shop::new(SHOP);
    let filler = "INSERT INTO country (code, name) WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 60000)
                  SELECT 'c' || i, hex(zeroblob(20)) FROM n";
    base.open().execute_batch(filler).expect("it can be filled");
    let rows = base.rows();
    let (mut cases, mut lost, mut inside) = (0, 0, 0);
    for round in 1_u32..=12 {
        let shop = Shop::new("");
        fs::copy(base.path(), shop.path()).expect("it can be copied");
        let mut command = shop.command(&[ALL, &["--no-backup"]].concat());
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it runs");
        std::thread::sleep(Duration::from_millis(80) * round);
        if child.try_wait().expect("it can be asked").is_some() {
            break;
        }
        child.kill().expect("it can be killed");
        child.wait().expect("it ends");
        cases += 1;
        inside += usize::from(shop.file("-journal").is_some());
        lost += missing(&rows, &shop.rows());
        let output = match shop.file(".jsonl") {
            Some(journal) => shop.fix(&["--resume", &journal.to_string_lossy(), "--yes"]),
            None => shop.fix(&[ALL, &["--exit-zero"]].concat()),
        };
        assert_eq!(output.status.code(), Some(0), "after {round}: {}", said(&output));
        assert!(is_gone(&shop, "fk-parent-not-unique"), "after {round}");
        assert_eq!(shop.rows(), rows, "after {round}");
    }
    println!("killed: {cases} cases, {inside} inside of a transaction, {lost} rows lost");
    assert!(inside > 0 && lost == 0, "{inside} of {cases}");
}

#[test]
fn rows_that_come_between_the_look_and_the_move_stop_it() {
    for (sql, words) in [
        ("INSERT INTO country (code) VALUES ('de')", "stands in the way"),
        ("DELETE FROM country WHERE code = 'fr'", ""),
    ] {
        let shop = Shop::new(SHOP);
        let sources = [SourceArg::Path(shop.path())];
        let outcome = check(&sources, &Options::default(), fklint_rules::ALL);
        let wishes = Wishes { backup: false, ..Wishes::default() };
        let work = Work::of(&outcome.targets[0], &DbUrl::of_sqlite_file(&shop.path()), Safety::Risky, wishes);
        let work = work.expect("it can be worked on");
        shop.open().execute_batch(sql).expect("nobody else writes");
        let rows = shop.rows();
        let report = work.carry_out(None, &mut |_| {}).expect("it begins");
        match report.stopped {
            Some(why) => assert!(!words.is_empty() && why.contains(words), "{why}"),
            // An orphan that the engine would not look at before is left what it was.
            None => assert!(words.is_empty() && report.verified),
        }
        assert_eq!(shop.rows(), rows);
    }
}

/// How many rows are not there any more.
fn missing(
    before: &BTreeMap<&'static str, Vec<String>>,
    after: &BTreeMap<&'static str, Vec<String>>,
) -> usize {
    let gone = |(table, rows): (&&'static str, &Vec<String>)| {
        let there: HashSet<&String> = after[table].iter().collect();
        rows.iter().filter(|row| !there.contains(row)).count()
    };
    before.iter().map(gone).sum()
}

#[test]
fn who_writes_meanwhile_is_waited_for_and_then_named() {
    let shop = Shop::new(SHOP);
    let writer = shop.open();
    writer.execute_batch("BEGIN IMMEDIATE; INSERT INTO log VALUES ('busy')").expect("nobody else writes");
    let output = shop.fix(&[ALL, &["--timeout", "0.2"]].concat());
    let text = said(&output);
    assert_eq!(output.status.code(), Some(2), "{text}");
    assert!(text.contains("another connection is at work on it"), "{text}");
    assert!(text.contains("0 of ") && text.contains("--resume"), "{text}");
    let end = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(300));
        writer.execute_batch("COMMIT").expect("it can be committed");
    });
    let output = shop.fix(&["--resume", &shop.journal(), "--yes", "--timeout", "10"]);
    end.join().expect("the writer ends");
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(is_gone(&shop, "fk-parent-not-unique"));
    assert_eq!(shop.rows()["log"].len(), 1 + Shop::new(SHOP).rows()["log"].len());
}

#[test]
fn who_reads_while_a_move_is_committed_makes_it_roll_back() {
    let shop = Shop::new(SHOP);
    let rows = shop.rows();
    let reader = shop.open();
    reader.execute_batch("BEGIN; SELECT * FROM country").expect("it can be read");
    let output = shop.fix(&[ALL, &["--timeout", "0.2"]].concat());
    let text = said(&output);
    assert_eq!(output.status.code(), Some(2), "{text}");
    assert!(text.contains("rolled back") && text.contains("0 of "), "{text}");
    drop(reader);
    assert_eq!(shop.rows(), rows);
    let output = shop.fix(&["--resume", &shop.journal(), "--yes"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert_eq!(shop.rows(), rows);
}

#[test]
fn rows_in_the_way_stop_their_plan_alone() {
    let shop = Shop::new(SHOP);
    shop.open().execute_batch("INSERT INTO country (code) VALUES ('de')").expect("nothing refuses it");
    let rows = shop.rows();
    let output = shop.fix(ALL);
    let text = said(&output);
    assert!(
        text.contains("fk-parent-not-unique") && text.contains("1 row stands in the way ('de', 2)"),
        "{text}"
    );
    assert!(is_gone(&shop, "fk-index-missing"), "{text}");
    assert!(!is_gone(&shop, "fk-parent-not-unique"), "{text}");
    assert_eq!(shop.rows(), rows);
}

#[test]
fn a_schema_that_others_changed_is_left_alone() {
    let shop = Shop::new(SHOP);
    shop.fix(ALL);
    shop.open().execute_batch("ALTER TABLE country ADD COLUMN flag TEXT").expect("it can be altered");
    let (rows, schema) = (shop.rows(), shop.schema());
    for way in ["--undo", "--resume"] {
        let output = shop.fix(&[way, &shop.journal(), "--yes"]);
        let text = said(&output);
        assert_eq!(output.status.code(), Some(2), "{text}");
        assert!(text.contains("in none of the states") && text.contains("country.flag"), "{text}");
    }
    assert_eq!((shop.rows(), shop.schema()), (rows, schema));
}

#[cfg(unix)]
#[test]
fn a_full_disk_rolls_back() {
    let shop = Shop::new(SHOP);
    let filler = "INSERT INTO country (code, name) WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
                  SELECT 'c' || i, hex(zeroblob(20)) FROM n";
    shop.open().execute_batch(filler).expect("the disk has room");
    let rows = shop.rows();
    let blocks = fs::metadata(shop.path()).expect("it is there").len() / 512;
    // Files may grow to this size and no further, as if the disk were full; the signal that goes with it is ignored.
    let script = format!("trap '' XFSZ; ulimit -f {}; exec \"$@\"", blocks + 8);
    let run = |arguments: &[&str]| {
        let mut command = Command::new("sh");
        command
            .current_dir(&shop.0)
            .args(["-c", &script, "sh", env!("CARGO_BIN_EXE_fklint"), "fix"])
            .args(arguments);
        command.stdin(Stdio::null()).output().expect("the command runs")
    };
    let output = run(&[ALL, &["--no-backup"]].concat());
    let text = said(&output);
    assert_eq!(output.status.code(), Some(2), "{text}");
    assert!(text.contains("rolled back"), "{text}");
    assert_eq!(shop.rows(), rows);
    let output = shop.fix(&["--resume", &shop.journal(), "--yes"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert_eq!(shop.rows(), rows);
}

#[test]
fn arguments_that_make_no_sense_say_so() {
    let shop = Shop::new(SHOP);
    for (arguments, words) in [
        (&["--apply", "--yes"][..], "name one database"),
        (&["--apply", "nothing.db", "--yes"], "no live database"),
        (&["--apply", "mysql://127.0.0.1:1/x", "--yes"], "Connection refused"),
        (&["--undo", "nothing.jsonl", "--yes"], "nothing.jsonl"),
        (&["--undo", "shop.db", "--yes"], "cannot be used"),
        (&["--apply", "--write", "shop.db"], "cannot be used with"),
    ] {
        let output = shop.fix(arguments);
        assert_eq!(output.status.code(), Some(2), "{}", said(&output));
        assert!(said(&output).contains(words), "{arguments:?}: {}", said(&output));
    }
}

#[test]
fn a_journal_is_of_one_database_wherever_its_file_is() {
    let shop = Shop::new(SHOP);
    shop.fix(ALL);
    let journal = shop.journal();
    fs::copy(shop.path(), shop.0.join("copy.db")).expect("it can be copied");
    let output = shop.fix(&["copy.db", "--undo", &journal, "--yes"]);
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert!(said(&output).contains("the journal is of sqlite:"), "{}", said(&output));
    fs::remove_file(shop.path()).expect("it can be removed");
    let output = shop.fix(&["copy.db", "--undo", &journal, "--yes"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
}

#[test]
fn a_journal_is_never_written_over() {
    let shop = Shop::new(SHOP);
    let journal = shop.0.join("there.jsonl");
    fs::write(&journal, "").expect("it can be written");
    let output = shop.fix(&[ALL, &["--journal", "there.jsonl"]].concat());
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("there already"), "{}", said(&output));
    assert_eq!(fs::read(&journal).expect("it is there"), b"");
    assert!(!is_gone(&shop, "fk-parent-not-unique"));
}
