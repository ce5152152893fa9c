//! Plans carried out, taken back and left, and what is said of them.

use std::fs;

use rusqlite::Connection;

use crate::shop::{ALL, SHOP, Shop, is_gone, rows_in, said, texts};

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
