//! Files that are locked, torn, odd or no database: nothing panics, and nothing appears beside them.

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::PathBuf;
use std::time::SystemTime;

use rusqlite::Connection;

use crate::Folder;

/// A database of some pages, with indexes and rows.
fn database(folder: &Folder, name: &str, pragmas: &str) -> Connection {
    let connection = Connection::open(folder.path(name)).expect("it can be made");
    let tables: String = (0..8)
        .map(|n| {
            format!(
                "CREATE TABLE c{n} (id INTEGER PRIMARY KEY, a INT REFERENCES p (id), b TEXT REFERENCES p (t));
                 CREATE INDEX c{n}_a ON c{n} (a);
                 INSERT INTO c{n} SELECT id, id, t FROM p;"
            )
        })
        .collect();
    let rows = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60)
                INSERT INTO p SELECT i, 'a name of some length ' || i FROM n;";
    let sql = format!(
        "PRAGMA foreign_keys = OFF; PRAGMA page_size = 512; {pragmas} CREATE TABLE p (id INTEGER PRIMARY KEY, t TEXT UNIQUE); {rows} {tables}"
    );
    connection.execute_batch(&sql).expect("the statements run");
    connection
}

/// What lies in a folder besides the report: names, sizes and times. Not the contents: who closes a file loses the locks
/// that its process has on it.
fn beside(folder: &Folder) -> Vec<(PathBuf, u64, Option<SystemTime>)> {
    let entries = fs::read_dir(&folder.0).expect("it can be listed").flatten();
    let told = entries.filter(|entry| entry.file_name() != "report.txt").map(|entry| {
        let found = entry.metadata().expect("it is there");
        (entry.path(), found.len(), found.modified().ok())
    });
    let mut told: Vec<_> = told.collect();
    told.sort();
    told
}

/// A number from a number, well mixed (splitmix64).
fn mixed(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[test]
fn torn_files_are_read_or_told() {
    let folder = Folder::new();
    drop(database(&folder, "whole.db", ""));
    let whole = fs::read(folder.path("whole.db")).expect("it is there");
    let mut codes = [0; 3];
    for seed in 0..200_u64 {
        let (mut torn, mut state) = (whole.clone(), seed);
        for _ in 0..[1, 3, 20, 200][usize::try_from(seed % 4).expect("small")] {
            let at = usize::try_from(mixed(&mut state)).expect("64 bits") % torn.len();
            for byte in torn.iter_mut().skip(at).take(1 << (mixed(&mut state) % 7)) {
                *byte = mixed(&mut state).to_le_bytes()[0];
            }
        }
        if seed % 5 == 0 {
            torn.truncate(usize::try_from(mixed(&mut state)).expect("64 bits") % torn.len());
        }
        fs::write(folder.path("torn.db"), &torn).expect("it can be written");
        let told = folder.check(&["sqlite:torn.db", "--data", "--query-timeout", "10"]);
        assert!(told.code < 2 || told.err.contains("error: sqlite:torn.db: "), "{seed}: {told:?}");
        codes[usize::try_from(told.code).expect("it is not negative")] += 1;
        assert!(fs::read(folder.path("torn.db")).expect("it is there") == torn, "{seed}: it was changed");
        assert_eq!(beside(&folder).len(), 3, "{seed}: only the home and the two files are there");
    }
    assert!(codes[0] + codes[1] > 20 && codes[2] > 50, "{codes:?}");
}

#[test]
fn files_that_are_no_database_are_told() {
    let folder = Folder::new();
    let noise: Vec<u8> = (0..8192_u64).map(|mut n| mixed(&mut n).to_le_bytes()[0]).collect();
    fs::write(folder.path("encrypted.db"), noise).expect("it can be written");
    fs::write(folder.path("text.db"), "hello").expect("it can be written");
    fs::write(folder.path("empty.db"), "").expect("it can be written");
    fs::create_dir(folder.path("folder.db")).expect("it can be made");
    symlink("loop.db", folder.path("loop.db")).expect("it can be made");
    symlink("nowhere", folder.path("dangling.db")).expect("it can be made");
    for (name, said) in [
        ("encrypted.db", "it cannot be read as a database: "),
        ("text.db", "it cannot be read as a database: "),
        ("folder.db", "it is a directory"),
        ("loop.db", "cannot be reached: "),
        ("dangling.db", "cannot be reached: there is no such file"),
        ("nowhere.db", "cannot be reached: there is no such file"),
        ("text.db/a.db", "cannot be reached: there is no such file"),
    ] {
        for command in ["check", "schema", "order"] {
            let url = format!("sqlite:{name}");
            folder.told(&[command], &[&url], |_| ()).fails(&[&format!("error: {url}: "), said]);
        }
    }
    folder.check(&["sqlite:empty.db"]).looked(0);
    let locked = folder.path("locked.db");
    fs::write(&locked, "").expect("it can be written");
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o000)).expect("it is ours");
    if fs::File::open(&locked).is_ok() {
        eprintln!("SKIPPED: a file without rights: this user may read every file");
    } else {
        folder.check(&["sqlite:locked.db"]).fails(&["not permitted: "]);
    }
}

#[test]
fn files_in_use_are_left_as_they_are() {
    let exclusive = "BEGIN EXCLUSIVE; DROP TABLE c1;";
    let spilled =
        "PRAGMA cache_size = 2; PRAGMA cache_spill = 2; BEGIN; UPDATE c1 SET b = 'x'; UPDATE c2 SET b = 'y';";
    for (pragmas, then, said) in [
        ("", exclusive, Some("it is locked: ")),
        ("", spilled, Some("it is locked: ")),
        ("", "BEGIN IMMEDIATE; DROP TABLE c1;", None),
        ("PRAGMA journal_mode = WAL;", "DROP TABLE c7; BEGIN IMMEDIATE; DROP TABLE c1;", None),
        ("PRAGMA journal_mode = WAL;", exclusive, None),
    ] {
        let folder = Folder::new();
        let connection = database(&folder, "a.db", pragmas);
        connection.execute_batch(then).expect("the statements run");
        let before = beside(&folder);
        let told = folder.check(&["sqlite:a.db", "--data", "--timeout", "0.5"]);
        match said {
            Some(said) => told.fails(&[said, "try again"]),
            None => told.looked(if then.contains("c7") { 8 } else { 9 }),
        }
        assert!(beside(&folder) == before, "{then}: something changed beside it");
    }
}

#[test]
fn what_a_crash_left_is_read_and_stays() {
    for (pragmas, sidecar, tables) in [("", "-journal", 9), ("PRAGMA journal_mode = WAL;", "-wal", 8)] {
        let folder = Folder::new();
        let connection = database(&folder, "used.db", pragmas);
        let half = "PRAGMA cache_size = 2; PRAGMA cache_spill = 2; BEGIN; UPDATE c1 SET b = 'x'; UPDATE c2 SET b = 'y';";
        connection
            .execute_batch(if tables == 8 { "DROP TABLE c7" } else { half })
            .expect("the statements run");
        // A copy of both is what the end of the machine would leave; without a -shm.
        for end in ["", sidecar] {
            fs::copy(folder.path(&format!("used.db{end}")), folder.path(&format!("left.db{end}")))
                .expect("a copy");
        }
        let before = beside(&folder);
        folder.check(&["sqlite:left.db"]).looked(tables);
        assert!(beside(&folder) == before, "{sidecar}: something changed beside it");
    }
}

#[test]
fn odd_paths_are_opened() {
    let folder = Folder::new();
    drop(database(&folder, "a.db", ""));
    for name in ["a?b#c%20 d.db", "ü;&'\".db", "-x.db"] {
        fs::copy(folder.path("a.db"), folder.path(name)).expect("a copy");
        folder.check(&["--", name]).looked(9);
        let escaped: String = name.bytes().map(|byte| format!("%{byte:02X}")).collect();
        folder.check(&[&format!("sqlite:{escaped}")]).looked(9);
    }
}
