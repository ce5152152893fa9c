//! What a move must not do is seen before it is committed, and nothing of it stays.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use fklint_catalog::Catalog;

use super::cut::one_transaction;
use super::*;

const BEFORE: &str = "
CREATE TABLE p (a INTEGER, b TEXT, UNIQUE (a));
CREATE TABLE c (a INTEGER REFERENCES p (a));
CREATE VIEW v AS SELECT a, b FROM p;
CREATE TRIGGER tr AFTER UPDATE ON p BEGIN DELETE FROM c WHERE a = old.a; END;
INSERT INTO p (rowid, a, b) VALUES (5, 1, 'x'), (9, 2, 'y');
INSERT INTO c VALUES (1), (2);";

/// A database that goes away with the test.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!("fklint-live-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let folder = Self(std::env::temp_dir().join(name));
        std::fs::create_dir_all(&folder.0).unwrap();
        Connection::open(folder.0.join("db")).unwrap().execute_batch(BEFORE).unwrap();
        folder
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// What is said of statements that stand where a move's would, and what the tables then hold.
fn acted(sql: &[&str], broken: &str, probes: &[&str]) -> (Result<(), Stop>, String) {
    let folder = Folder::new();
    let mut file = File::open(&folder.0.join("db"), &Wishes::default()).unwrap();
    let promise: Catalog = file.catalog().unwrap();
    let [sql, probes] = [sql, probes].map(|all| all.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>());
    let back = file
        .connection
        .prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL")
        .and_then(|mut all| all.query_map([], |row| row.get(0))?.collect::<Result<Vec<String>, _>>());
    let back = back.unwrap();
    let act =
        Act { sql: &sql, back: &back, probes: &probes, promise: &promise, broken: &|_| broken.to_owned() };
    let done = file.act(&act, &mut |_, _| {});
    assert!(file.connection.is_autocommit());
    let question = "SELECT group_concat(line, ';') FROM (SELECT rowid || a || b AS line FROM p UNION ALL SELECT a FROM c \
                    UNION ALL SELECT name || sql FROM sqlite_schema WHERE sql IS NOT NULL)";
    (done, Connection::open(folder.0.join("db")).unwrap().query_row(question, [], |row| row.get(0)).unwrap())
}

/// A table built anew in these words.
fn rebuild<'s>(create: &'s str, copy: &'s str) -> Vec<&'s str> {
    let legacy = ["PRAGMA legacy_alter_table = ON", "PRAGMA legacy_alter_table = OFF"];
    vec![legacy[0], create, copy, "DROP TABLE p", "ALTER TABLE n RENAME TO p", legacy[1]]
}

const CREATE: &str = "CREATE TABLE n (a INTEGER, b TEXT, UNIQUE (a))";
const COPY: &str = "INSERT INTO n (rowid, a, b) SELECT rowid, a, b FROM p";

#[test]
fn a_faithful_move_keeps_triggers_and_rows() {
    let (done, after) = acted(&rebuild(CREATE, COPY), "", &[]);
    done.unwrap();
    assert!(after.starts_with("51x;92y;1;2;") && after.contains("CREATE TRIGGER tr"), "{after}");
}

#[test]
fn whatever_a_move_must_not_do_is_rolled_back() {
    let before = acted(&[], "", &[]).1;
    let rows = "the rows of `p` would not be what they were";
    for (name, sql, broken, probes, words) in [
        (
            "a row less",
            rebuild(CREATE, "INSERT INTO n (rowid, a, b) SELECT rowid, a, b FROM p WHERE a = 1"),
            "",
            &[][..],
            rows,
        ),
        (
            "another value",
            rebuild(CREATE, "INSERT INTO n (rowid, a, b) SELECT rowid, a, 'x' FROM p"),
            "",
            &[],
            rows,
        ),
        (
            "swapped",
            rebuild(CREATE, "INSERT INTO n (rowid, a, b) SELECT rowid, 3 - a, b FROM p"),
            "",
            &[],
            rows,
        ),
        (
            "another type",
            rebuild(CREATE, "INSERT INTO n (rowid, a, b) SELECT rowid, a, CAST(b AS BLOB) FROM p"),
            "",
            &[],
            rows,
        ),
        ("other rowids", rebuild(CREATE, "INSERT INTO n (a, b) SELECT a, b FROM p"), "", &[], rows),
        (
            "no such column",
            rebuild("CREATE TABLE n (a INTEGER, UNIQUE (a))", COPY),
            "",
            &[],
            "no column named b",
        ),
        (
            "a promise",
            rebuild(CREATE, COPY),
            "\n  it differs",
            &[],
            "would not be what was promised:\n  it differs",
        ),
        (
            "a probe",
            rebuild(CREATE, COPY),
            "",
            &["SELECT a FROM p WHERE a = 2"],
            "1 row stands in the way (2)",
        ),
        ("an orphan", [vec!["DELETE FROM p WHERE a = 2"], rebuild(CREATE, COPY)].concat(), "", &[], rows),
    ] {
        let (done, after) = acted(&sql, broken, probes);
        let why = done.expect_err(name).0;
        assert!(why.starts_with("the move was rolled back: ") && why.contains(words), "{name}: {why}");
        assert_eq!(after, before, "{name}");
    }
}

#[test]
fn orphans_and_views_are_looked_at_too() {
    let before = acted(&[], "", &[]).1;
    let child = |copy| {
        vec![
            "CREATE TABLE n (a INTEGER REFERENCES p (b))",
            copy,
            "DROP TABLE c",
            "PRAGMA legacy_alter_table = ON",
            "ALTER TABLE n RENAME TO c",
        ]
    };
    let unique = "CREATE UNIQUE INDEX p_b ON p (b)";
    let (done, after) =
        acted(&[vec![unique], child("INSERT INTO n (rowid, a) SELECT rowid, a FROM c")].concat(), "", &[]);
    assert!(done.unwrap_err().0.contains("rows of `c` would be without a parent: 2"));
    assert_eq!(after, before);
    let (done, after) = acted(&["PRAGMA legacy_alter_table = ON", "ALTER TABLE p RENAME TO q"], "", &[]);
    assert!(done.unwrap_err().0.contains("what could be compiled before could not be afterwards"));
    assert_eq!(after, before);
}

#[test]
fn several_frames_become_one_transaction() {
    let frame = |body: &str| {
        [
            FOREIGN_KEYS_OFF,
            "PRAGMA legacy_alter_table = ON",
            BEGIN,
            body,
            COMMIT,
            "PRAGMA legacy_alter_table = OFF",
            FOREIGN_KEYS_ON,
        ]
        .map(String::from)
    };
    let one = frame("DROP TABLE a").to_vec();
    assert_eq!(one_transaction(one.clone()), one);
    let two = one_transaction([frame("DROP TABLE a"), frame("DROP TABLE b")].concat());
    let count = |statement: &str| two.iter().filter(|other| *other == statement).count();
    assert_eq!([FOREIGN_KEYS_OFF, BEGIN, COMMIT, FOREIGN_KEYS_ON].map(count), [1; 4]);
    assert_eq!((two[0].as_str(), two[1].as_str()), (FOREIGN_KEYS_OFF, BEGIN));
    assert_eq!(one_transaction(vec!["CREATE INDEX i ON t (a)".into()]).len(), 1);
}
