//! Live databases as users meet them: one file or a fleet, rows, formats, configuration, and no password anywhere.

mod common;

use std::fs;
use std::time::{Duration, Instant};

use common::{Folder, assert_exit, err, json, out};
use serde_json::Value;

/// A foreign key without an index, and rows that break it.
const SHOP: &str = "\
CREATE TABLE customer (customer_id integer PRIMARY KEY);
CREATE TABLE invoice (
  invoice_id integer PRIMARY KEY,
  customer_id integer NOT NULL REFERENCES customer (customer_id)
);
";

const ROWS: &str = "\
INSERT INTO customer VALUES (1);
INSERT INTO invoice VALUES (10, 1), (11, 7), (12, 7), (13, 8);
";

/// Two tables that point at each other.
const CYCLE: &str = "\
CREATE TABLE widget (widget_id integer PRIMARY KEY, favorite_entry_id integer REFERENCES entry (entry_id));
CREATE INDEX widget_favorite ON widget (favorite_entry_id);
CREATE TABLE entry (
  entry_id integer PRIMARY KEY,
  widget_id integer NOT NULL REFERENCES widget (widget_id)
);
CREATE INDEX entry_widget ON entry (widget_id);
";

/// Nothing to find.
const CLEAN: &str = "CREATE TABLE country (country_id integer PRIMARY KEY, name text NOT NULL);\n";

const CANARY: &str = "c4n4ryS3cret";

/// The finding of a rule.
fn finding<'j>(json: &'j Value, rule: &str) -> &'j Value {
    let findings = json["findings"].as_array().expect("there is a list of findings");
    findings.iter().find(|finding| finding["rule"] == rule).unwrap_or_else(|| panic!("no {rule} in {json}"))
}

#[test]
fn a_database_is_checked_like_a_file_and_points_at_its_virtual_one() {
    let scratch = Folder::new().database("shop.db", SHOP).with("shop.sql", SHOP);
    for source in ["shop.db", "sqlite:shop.db"] {
        let output = scratch.run(&[source]);
        assert_exit(&output, 1);
        assert!(out(&output).contains("┌─ sqlite:shop.db:"), "{}", out(&output));
        assert!(out(&output).contains("in 1 database: 2 tables, 1 foreign key, "), "{}", out(&output));
        assert!(!out(&output).contains("statement"), "{}", out(&output));
    }
    let live = json(&scratch.run(&["shop.db", "--format", "json"]));
    let text = json(&scratch.run(&["shop.sql", "--dialect", "sqlite", "--format", "json"]));
    let (live, text) = (finding(&live, "fk-index-missing"), finding(&text, "fk-index-missing"));
    assert_eq!(live["file"], "sqlite:shop.db");
    assert_eq!(live["remedy"]["edits"], Value::Array(Vec::new()));
    for same in ["object", "fingerprint", "message", "severity"] {
        assert_eq!(live[same], text[same]);
    }
}

#[test]
fn an_empty_database_and_a_text_in_its_clothes_are_told_apart() {
    let scratch = Folder::new().with("new.db", "").with("dump.db", SHOP);
    let output = scratch.run(&["new.db"]);
    assert_exit(&output, 0);
    assert!(out(&output).starts_with("no findings in 1 database: 0 tables, "), "{}", out(&output));
    let output = scratch.run(&["dump.db", "--dialect", "sqlite"]);
    assert!(out(&output).contains("in 1 file: 2 tables, "), "{}", out(&output));
}

#[test]
fn ignores_and_baselines_of_the_text_hold_for_the_database() {
    let scratch = Folder::new().database("shop.db", SHOP).with("shop.sql", SHOP);
    let text = json(&scratch.run(&["shop.sql", "--dialect", "sqlite", "--format", "json"]));
    let known = finding(&text, "fk-index-missing");
    let baseline = serde_json::json!({ "version": 1, "findings": [
        { "rule": known["rule"], "object": known["object"], "fingerprint": known["fingerprint"] }
    ] });
    let ignore = format!(
        "[[ignore]]\nrule = \"fk-index-missing\"\nobject = {}\nreason = \"small\"\n",
        known["object"]
    );
    let scratch = scratch.with("known.json", baseline.to_string()).with("ignore.toml", ignore);
    let output = scratch.run(&["shop.db", "--baseline", "known.json"]);
    assert_exit(&output, 0);
    assert!(out(&output).contains("1 in the baseline"), "{}", out(&output));
    let output = scratch.run(&["shop.db", "--config", "ignore.toml"]);
    assert_exit(&output, 0);
    assert!(out(&output).contains("1 suppressed"), "{}", out(&output));
    assert_eq!(err(&output), "");
}

#[test]
fn a_live_cycle_is_declared_in_the_configuration() {
    let scratch = Folder::new().database("cycle.db", CYCLE);
    let output = scratch.run(&["cycle.db", "--format", "json"]);
    let said = json(&output);
    let said = finding(&said, "fk-cycle-undeclared").to_string();
    assert!(!said.contains("-- fklint:"), "{said}");
    assert!(said.contains("[[post-update]]"), "{said}");
    let scratch =
        scratch.with("fklint.toml", "[[post-update]]\nforeign-key = \"widget.fk(favorite_entry_id)\"\n");
    assert_exit(&scratch.run(&["cycle.db"]), 0);
}

#[test]
fn a_fleet_is_reported_although_one_of_it_cannot_be_opened() {
    let scratch = Folder::new().database("shop.db", SHOP).database("clean.db", CLEAN).with("a.sql", CLEAN);
    let output = scratch.run(&["shop.db", "sqlite:none.db", "a.sql", "clean.db", "shop.db"]);
    assert_exit(&output, 2);
    assert!(out(&output).contains("fk-index-missing"), "{}", out(&output));
    assert!(
        out(&output).contains("in 1 file and 2 databases: 4 tables, 1 foreign key, "),
        "{}",
        out(&output)
    );
    assert!(err(&output).contains("error: sqlite:none.db: cannot be reached"), "{}", err(&output));
}

#[test]
fn rows_are_asked_with_data_and_only_then() {
    let scratch = Folder::new().database("shop.db", &format!("{SHOP}{ROWS}"));
    let without = json(&scratch.run(&["shop.db", "--format", "json"]));
    assert!(!without.to_string().contains("orphan-rows"), "{without}");
    let output = scratch.run(&["shop.db", "--data", "--format", "json"]);
    assert_exit(&output, 1);
    assert_eq!(err(&output), "");
    let with = json(&output);
    let orphans = finding(&with, "orphan-rows");
    assert_eq!(orphans["severity"], "error");
    assert_eq!(orphans["message"], "`invoice` has 3 rows without a `customer` that they point at");
    assert!(orphans["help"].as_str().is_some_and(|help| help.contains("such as: customer_id = 7, 8")));
    let select = "SELECT c.customer_id FROM invoice c WHERE c.customer_id IS NOT NULL AND NOT EXISTS \
                  (SELECT 1 FROM customer p WHERE p.customer_id = c.customer_id)";
    assert!(orphans["remedy"]["title"].as_str().is_some_and(|title| title.ends_with(select)), "{orphans}");
    let output = scratch.run(&["shop.db", "--data", "--select", "orphan-rows", "--statistics"]);
    assert!(out(&output).contains("error[orphan-rows]"), "{}", out(&output));
    assert!(out(&output).lines().any(|line| line.starts_with("databases ") && line.ends_with(" 1")));
}

#[test]
fn keys_that_cannot_be_asked_about_are_counted_and_the_rest_is_asked() {
    let sql =
        format!("{SHOP}{ROWS}CREATE TABLE lost (id integer PRIMARY KEY, a integer REFERENCES gone (id));");
    let scratch = Folder::new().database("shop.db", &sql);
    let output = scratch.run(&["shop.db", "--data", "--select", "orphan-rows"]);
    assert_exit(&output, 1);
    assert!(err(&output).contains("1 foreign key was not asked about"), "{}", err(&output));
    assert!(err(&output).contains("lost.fk(a)"), "{}", err(&output));
}

#[test]
fn sqlite_itself_is_heard_where_it_counts_otherwise() {
    // A text column is compared as text by the foreign key, and as a number by the columns.
    let sql = "\
CREATE TABLE p (code text PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE c (id integer PRIMARY KEY, code integer REFERENCES p (code));
INSERT INTO p VALUES ('01');
INSERT INTO c VALUES (1, 1);
";
    let scratch = Folder::new().database("odd.db", sql);
    let output = scratch.run(&["odd.db", "--data", "--select", "orphan-rows"]);
    assert!(
        err(&output).contains("counts 1 orphans in `c`, and comparing the columns 0"),
        "{}",
        err(&output)
    );
}

#[test]
fn the_questions_of_plans_are_answered() {
    let sql = "\
CREATE TABLE customer (customer_id integer NOT NULL, region integer NOT NULL);
CREATE TABLE invoice (
  invoice_id integer PRIMARY KEY,
  customer_id integer NOT NULL REFERENCES customer (customer_id)
);
CREATE INDEX invoice_customer ON invoice (customer_id);
";
    let answer = |rows: &str| {
        let scratch = Folder::new().database("shop.db", &format!("{sql}{rows}"));
        let full = scratch.run(&["shop.db", "--data", "--select", "fk-parent-not-unique"]);
        let json = json(&scratch.run(&[
            "shop.db",
            "--data",
            "--select",
            "fk-parent-not-unique",
            "--format",
            "json",
        ]));
        let probe = finding(&json, "fk-parent-not-unique")["remedy"]["probes"][0].clone();
        (out(&full).to_owned(), probe)
    };
    let (full, probe) = answer("");
    assert!(full.contains("no rows stand in the way"), "{full}");
    assert_eq!(probe["rows"], 0);
    let (full, probe) = answer("INSERT INTO customer VALUES (5, 1), (5, 2), (6, 1);");
    assert!(full.contains("1 row stands in the way, such as (5, 2)"), "{full}");
    assert_eq!((&probe["rows"], &probe["samples"]), (&Value::from(1), &serde_json::json!([["5", "2"]])));
}

#[test]
fn data_needs_a_database_and_says_so() {
    let scratch = Folder::new().with("a.sql", CLEAN);
    let output = scratch.run(&["a.sql", "--data"]);
    assert_exit(&output, 2);
    assert!(err(&output).contains("no source is a live database: name one, such as"), "{}", err(&output));
    let output = scratch.run(&["a.sql", "--select", "orphan-rows"]);
    assert_exit(&output, 2);
    assert!(err(&output).contains("add --data"), "{}", err(&output));
    let output = scratch.run(&["rules"]);
    let row = out(&output).lines().find(|line| line.starts_with("orphan-rows ")).expect("it is listed");
    assert!(row.ends_with("(asks the rows: with --data only)"), "{row}");
}

#[test]
fn an_ignore_of_a_rule_that_needs_rows_is_unused_only_where_rows_were_asked() {
    let ignore = "[[ignore]]\nrule = \"orphan-rows\"\nobject = \"invoice.fk(customer_id)\"\n";
    let scratch = Folder::new().database("clean.db", CLEAN).with("fklint.toml", ignore);
    assert_eq!(err(&scratch.run(&["clean.db"])), "");
    assert!(err(&scratch.run(&["clean.db", "--data"])).contains("matches no finding"));
    let allowed = format!("-- fklint: allow-file(orphan-rows) they stay\n{CLEAN}");
    let scratch = scratch.with("a.sql", allowed);
    assert_exit(&scratch.run(&["a.sql"]), 0);
    assert_exit(&scratch.run(&["a.sql", "clean.db", "--data"]), 0);
}

#[test]
fn schema_and_order_read_databases() {
    let scratch = Folder::new().database("shop.db", SHOP).with("shop.sql", SHOP);
    let document = json(&scratch.run(&["schema", "shop.db", "--format", "json"]));
    assert_eq!(document["foreign_keys"][0]["declared_in"], "live");
    assert_eq!(document["foreign_keys"][0]["file"], "sqlite:shop.db");
    let sql = scratch.run(&["schema", "shop.db", "--format", "sql"]);
    assert_exit(&sql, 0);
    let (start, end) = (&document["foreign_keys"][0]["start"], &document["foreign_keys"][0]["end"]);
    let place = start.as_u64().expect("a place") as usize..end.as_u64().expect("a place") as usize;
    assert_eq!(&out(&sql)[place], "FOREIGN KEY (customer_id) REFERENCES customer (customer_id)");
    let declared = scratch.run(&["schema", "shop.sql", "shop.db", "--declared"]);
    assert!(out(&declared).contains("customer (customer_id) (create)\n"), "{}", out(&declared));
    assert!(
        out(&declared).contains("sqlite:shop.db\n  invoice: foreign key (customer_id)"),
        "{}",
        out(&declared)
    );
    assert!(out(&declared).contains(" (live)\n"), "{}", out(&declared));
    let text = scratch.run(&["schema", "shop.db"]);
    assert!(out(&text).contains("foreign key (customer_id) → customer (customer_id)"), "{}", out(&text));
    let order = scratch.run(&["order", "shop.db"]);
    assert!(out(&order).contains("1. INSERT customer\n"), "{}", out(&order));
}

#[test]
fn help_is_plain_where_no_terminal_reads_it() {
    let scratch = Folder::new();
    for arguments in [&["--help"][..], &["check", "--help"], &["--version"]] {
        let output = scratch.run(arguments);
        assert_exit(&output, 0);
        assert!(!out(&output).contains('\u{1b}') && !out(&output).is_empty(), "{}", out(&output));
    }
}

#[test]
fn a_real_version_is_not_overridden() {
    let scratch = Folder::new().database("clean.db", CLEAN);
    let output = scratch.run(&["clean.db", "--server-version", "3.20"]);
    assert_exit(&output, 0);
    assert!(err(&output).contains("whatever --server-version says"), "{}", err(&output));
}

#[test]
fn a_target_of_the_configuration_reads_its_database() {
    let config = "[[target]]\nname = \"app\"\nddl = \"shop.sql\"\ndatabase = \"$DATABASE_URL\"\ndialect = \"sqlite\"\n";
    let scratch = Folder::new().database("shop.db", SHOP).with("shop.sql", SHOP).with("fklint.toml", config);
    let output = scratch.command(&["--format", "json"]).env("DATABASE_URL", "sqlite:shop.db").output();
    let output = output.expect("the command runs");
    assert_exit(&output, 1);
    let found = json(&output);
    let targets: Vec<&Value> =
        found["findings"].as_array().expect("a list").iter().map(|finding| &finding["target"]).collect();
    assert_eq!(targets, ["app", "app (database)"]);
    let output = scratch.run(&[]);
    assert_exit(&output, 2);
    assert!(err(&output).contains("fklint.toml:4:12: "), "{}", err(&output));
    assert!(err(&output).contains("DATABASE_URL"), "{}", err(&output));
    assert!(out(&output).contains("fk-index-missing"), "{}", out(&output));
    // A file that is named stands for the texts of its target alone.
    let output = scratch.run(&["shop.sql"]);
    assert_exit(&output, 1);
    assert_eq!(err(&output), "");
}

#[test]
fn a_password_in_the_configuration_is_warned_of_at_its_place() {
    let url = format!("postgres://me:{CANARY}@127.0.0.1:1/shop");
    let config = format!("[[target]]\nname = \"app\"\ndatabase = \"{url}\"\n");
    let scratch = Folder::new().with("fklint.toml", config);
    let output = scratch.run(&[]);
    assert_exit(&output, 2);
    assert!(err(&output).contains("fklint.toml:3:12: a password stands here"), "{}", err(&output));
    assert!(!err(&output).contains(CANARY), "{}", err(&output));
    let scratch = scratch.with("fklint.toml", "[[target]]\nname = \"app\"\ndatabase = \"$DATABASE_URL\"\n");
    let output = scratch.command(&[]).env("DATABASE_URL", url).output().expect("the command runs");
    assert_exit(&output, 2);
    assert!(!err(&output).contains("a password stands here"), "{}", err(&output));
    assert!(!err(&output).contains(CANARY), "{}", err(&output));
}

#[test]
fn a_password_is_shown_nowhere() {
    let scratch = Folder::new().database("shop.db", SHOP);
    let urls = [
        format!("mysql://me:{CANARY}@127.0.0.1:1/shop"),
        format!("mariadb://me:{CANARY}@127.0.0.1:1/shop?charset=utf8mb4"),
        format!("postgres://me:{CANARY}@127.0.0.1:1/shop?sslmode=disable"),
        format!("postgresql://127.0.0.1:1/shop?user=me&password={CANARY}"),
        format!("postgres://me:{CANARY}/x@[::1:1/shop"),
        format!("oracle://me:{CANARY}@127.0.0.1:1/shop"),
    ];
    for url in &urls {
        for format in ["full", "concise", "json", "jsonl"] {
            let report = format!("{format}=report.txt");
            let arguments = [
                "check",
                url,
                "shop.db",
                "--format",
                format,
                "--output",
                &report,
                "--statistics",
                "-v",
                "--data",
            ];
            let output = scratch.run(&arguments);
            assert_exit(&output, 2);
            assert!(out(&output).contains("fk-index-missing"), "{}", out(&output));
            assert!(err(&output).contains("error: "), "{}", err(&output));
            let report = fs::read_to_string(scratch.0.join("report.txt")).expect("a report was written");
            for text in [out(&output), err(&output), &report] {
                assert!(!text.contains(CANARY), "{url}: {text}");
            }
        }
        for command in ["schema", "order"] {
            let output = scratch.run(&[command, url]);
            assert_exit(&output, 2);
            assert!(!err(&output).contains(CANARY) && !out(&output).contains(CANARY), "{}", err(&output));
        }
        // Arguments that are refused, and flags that a URL went astray to.
        let with_flag = format!("--dialect={url}");
        for arguments in [
            vec!["check", url, "--databse"],
            vec!["check", "--dialect", url],
            vec!["check", &with_flag],
            vec!["explain", url],
            vec!["explain", "a", url],
            vec!["--timeout", url],
            vec!["--config", url],
            vec!["--output", url],
        ] {
            let output = scratch.run(&arguments);
            assert_exit(&output, 2);
            assert!(!err(&output).contains(CANARY) && !out(&output).contains(CANARY), "{}", err(&output));
        }
    }
}

#[test]
fn a_database_that_does_not_answer_is_given_up_in_time_and_holds_up_no_other() {
    // A listener that accepts and says nothing.
    let silent = std::net::TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let port = silent.local_addr().expect("it has one").port();
    let scratch = Folder::new().database("shop.db", SHOP);
    let urls: Vec<String> = (0..6).map(|n| format!("postgres://127.0.0.1:{port}/shop{n}")).collect();
    let mut arguments = vec!["shop.db", "--timeout", "1"];
    arguments.extend(urls.iter().map(String::as_str));
    let started = Instant::now();
    let output = scratch.run(&arguments);
    assert_exit(&output, 2);
    assert!(started.elapsed() < Duration::from_secs(5), "{:?}", started.elapsed());
    assert!(out(&output).contains("fk-index-missing"), "{}", out(&output));
    assert_eq!(err(&output).matches("error: postgres://127.0.0.1:").count(), 6, "{}", err(&output));
}

#[test]
fn a_question_that_takes_too_long_is_told_and_the_rest_is_reported() {
    // Nothing helps to find a parent: every row of the child reads all of them.
    let sql = "\
CREATE TABLE p (id integer);
CREATE TABLE c (p_id integer REFERENCES p (id));
CREATE INDEX c_p ON c (p_id);
INSERT INTO p WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 40000) SELECT i FROM n;
INSERT INTO c SELECT -id FROM p;
";
    let scratch = Folder::new().database("slow.db", sql);
    let output = scratch.run(&["slow.db", "--data", "--query-timeout", "0.5"]);
    assert_exit(&output, 2);
    assert!(out(&output).contains("fk-parent-not-unique"), "{}", out(&output));
    assert!(!out(&output).contains("orphan-rows"), "{}", out(&output));
    let told = "error: sqlite:slow.db: a question to the rows was not answered: it took too long";
    assert!(err(&output).contains(told), "{}", err(&output));
    assert!(err(&output).contains("(the first: SELECT c.p_id FROM c c"), "{}", err(&output));
}
