//! What is left of a database when the process is killed at any step, the disk is full, or others write meanwhile.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::process::{Command, Stdio};
use std::time::Duration;

use fklint_apply::live::{Wishes, Work};
use fklint_check::{Options, SourceArg, check};
use fklint_reflect::live::DbUrl;
use fklint_rule::Safety;

use crate::shop::{ALL, SHOP, Shop, is_gone, said, texts};

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
        // Every second one is killed some time after its transaction began to write, however long that took.
        let writes = || shop.file("-journal").is_some();
        while round % 2 == 0 && !writes() && child.try_wait().expect("it can be asked").is_none() {
            std::thread::sleep(Duration::from_millis(1));
        }
        std::thread::sleep(Duration::from_millis(25) * (round / 2));
        if child.try_wait().expect("it can be asked").is_some() {
            continue;
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

#[test]
fn what_others_write_into_a_schema_before_a_move_is_not_lost() {
    let stored = |name: &str, old: &str, new: &str| {
        format!(
            "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, '{old}', '{new}') \
             WHERE name = '{name}'; PRAGMA schema_version = 1000; PRAGMA writable_schema = OFF"
        )
    };
    let index =
        "DROP INDEX country_name; CREATE INDEX country_name ON country (name /* of all */ COLLATE nocase)";
    let cases = [
        ("a comment", stored("country", "code TEXT", "code TEXT /* ISO */")),
        ("the spelling of a type", stored("country", "code TEXT", "code text")),
        ("ON CONFLICT", stored("country", "NOT NULL", "NOT NULL ON CONFLICT REPLACE")),
        ("the words of an index", index.to_owned()),
        ("another index", "CREATE INDEX country_code ON country (code, name)".to_owned()),
        ("an index less", "DROP INDEX country_name".to_owned()),
        ("another column", "ALTER TABLE country ADD COLUMN flag TEXT DEFAULT 'x'".to_owned()),
    ];
    let base = Shop::new(SHOP);
    for (what, sql) in &cases {
        let shop = Shop::new("");
        fs::copy(base.path(), shop.path()).expect("it can be copied");
        let (rows, gate) = (shop.rows(), shop.0.join("gate"));
        // The journal announces the first move, and its transaction has not begun.
        let mut command = shop.command(&[ALL, &["--no-backup"]].concat());
        command.env("FKLINT_PAUSE_AT_STEP", format!("5:{}", gate.display()));
        let run = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it runs");
        while !gate.exists() {
            std::thread::sleep(Duration::from_millis(5));
        }
        shop.open().execute_batch(sql).expect(what);
        let schema = shop.schema();
        assert_ne!(schema, base.schema(), "{what}");
        fs::remove_file(&gate).expect("it is there");
        let output = run.wait_with_output().expect("it ends");
        let text = said(&output);
        assert_eq!(output.status.code(), Some(2), "{what}: {text}");
        assert!(text.contains("another connection changed what is stored of `country`"), "{what}: {text}");
        assert!(text.contains("the move was rolled back") && text.contains("0 of "), "{what}: {text}");
        assert_eq!(shop.schema(), schema, "{what}");
        // What it looked at anew it keeps.
        let again = shop.fix(&[ALL, &["--journal", "again.jsonl", "--no-backup"]].concat());
        assert!(said(&again).contains("the database is what was promised"), "{what}: {}", said(&again));
        assert!(is_gone(&shop, "fk-parent-not-unique"), "{what}");
        if !what.contains("column") {
            assert_eq!(shop.rows(), rows, "{what}");
        }
        // Nor does the way back take what was written since.
        shop.open().execute_batch(&stored("country", "name TEXT", "name /* long */ TEXT")).expect(what);
        let output = shop.fix(&["--undo", "again.jsonl", "--yes"]);
        assert_eq!(output.status.code(), Some(2), "{what}: {}", said(&output));
        assert!(said(&output).contains("of `country` or its indexes"), "{what}: {}", said(&output));
        assert!(shop.schema().iter().any(|line| line.contains("name /* long */ TEXT")), "{what}");
        shop.open().execute_batch(&stored("country", "name /* long */ TEXT", "name TEXT")).expect(what);
        let output = shop.fix(&["--undo", "again.jsonl", "--yes"]);
        assert_eq!(output.status.code(), Some(0), "{what}: {}", said(&output));
    }
    println!("others changed a schema before a move: {} cases, nothing lost", cases.len());
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
