//! The command as users and scripts meet it: exit codes, streams, formats.

mod common;

use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::process::Stdio;

use common::{Folder, assert_exit, json};
use serde_json::Value;

/// Two tables that point at each other, and nothing says which link is written second.
const CYCLE: &str = "\
CREATE TABLE widget (
  widget_id integer PRIMARY KEY,
  favorite_entry_id integer
);
CREATE TABLE entry (
  entry_id integer PRIMARY KEY,
  widget_id integer NOT NULL REFERENCES widget (widget_id)
);
CREATE INDEX ON entry (widget_id);
CREATE INDEX ON widget (favorite_entry_id);
ALTER TABLE widget
  ADD CONSTRAINT fk_favorite_entry FOREIGN KEY (favorite_entry_id) REFERENCES entry (entry_id);
";

/// Nothing to find.
const CLEAN: &str = "CREATE TABLE country (country_id integer PRIMARY KEY, name text NOT NULL);\n";

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("it is text")
}

#[test]
fn a_view_is_no_table() {
    let sql = "CREATE TABLE p (id int PRIMARY KEY);\nCREATE VIEW v AS SELECT id FROM p;\n";
    let scratch = Folder::new().with("schema.sql", sql);
    let output = scratch.run(&["schema.sql", "--dialect", "postgres"]);
    assert!(text(&output.stdout).contains(" 1 table,"), "{}", text(&output.stdout));
    let output = scratch.run(&["schema", "schema.sql", "--dialect", "postgres", "--format", "json"]);
    assert!(!text(&output.stdout).contains("\"name\":\"v\""), "{}", text(&output.stdout));
}

#[test]
fn a_clean_file_exits_0_and_says_what_was_looked_at() {
    let output = Folder::new().with("schema.sql", CLEAN).run(&["schema.sql", "--dialect", "postgres"]);
    assert_exit(&output, 0);
    let out = text(&output.stdout);
    assert!(
        out.starts_with("no findings in 1 file: 1 table, 0 foreign keys, 1 statement, 0 unread ("),
        "{out}"
    );
    assert_eq!(text(&output.stderr), "");
}

#[test]
fn findings_exit_1_unless_asked_otherwise() {
    let scratch = Folder::new().with("schema.sql", CYCLE);
    let output = scratch.run(&["check", "schema.sql", "--dialect", "postgres"]);
    assert_exit(&output, 1);
    let out = text(&output.stdout);
    assert!(out.contains("warning[fk-cycle-undeclared]: "), "{out}");
    assert!(out.contains("┌─ schema.sql:"), "{out}");
    assert!(out.contains("fklint explain fk-cycle-undeclared\n"), "{out}");
    assert!(out.contains(" in 1 file: 2 tables, 2 foreign keys, 5 statements, 0 unread ("), "{out}");
    assert_exit(&scratch.run(&["schema.sql", "--dialect", "postgres", "--exit-zero"]), 0);
    assert_exit(&scratch.run(&["schema.sql", "--dialect", "postgres", "--fail-on", "error"]), 0);
}

#[test]
fn a_bare_call_checks_the_current_directory() {
    let scratch = Folder::new().with("schema.sql", CYCLE);
    let output = scratch.run(&["--dialect", "postgres", "--format", "concise", "-q"]);
    assert_exit(&output, 1);
    let out = text(&output.stdout);
    assert!(out.contains("schema.sql:12:"), "{out}");
    assert!(!out.contains("in 1 file"), "{out}");
}

#[test]
fn a_missing_file_exits_2_also_beside_findings() {
    let scratch = Folder::new().with("schema.sql", CYCLE);
    let output = scratch.run(&["missing.sql"]);
    assert_exit(&output, 2);
    assert!(text(&output.stderr).starts_with("error: missing.sql: "), "{}", text(&output.stderr));
    let output = scratch.run(&["schema.sql", "missing.sql", "--dialect", "postgres", "--exit-zero"]);
    assert_exit(&output, 2);
    assert!(text(&output.stdout).contains("warning[fk-cycle-undeclared]"));
}

#[test]
fn a_binary_file_exits_2_and_is_named() {
    let output = Folder::new().with("image.sql", b"\x89PNG\0\0\x1b[31m").run(&["image.sql"]);
    assert_exit(&output, 2);
    assert!(text(&output.stderr).starts_with("error: image.sql: "), "{}", text(&output.stderr));
}

#[test]
fn wrong_arguments_exit_2_and_say_what_is_right() {
    let scratch = Folder::new().with("schema.sql", CLEAN);
    for (arguments, hint) in [
        (&["--no-such-flag"][..], "--no-such-flag"),
        (&["--format", "sarif"], "the formats are full, concise, json, jsonl"),
        (&["--output", "json"], "FORMAT=FILE"),
        (&["--dialect", "dbase"], "sqlite, mysql, mariadb, postgres"),
        (&["--fail-on", "fatal"], "error, warning and note"),
        (&["explain", "fk-cycle-undeclard"], "did you mean `fk-cycle-undeclared`"),
        (&["schema.sql", "--select", "fk-cycle-undeclard"], "fk-cycle-undeclared"),
        (&["schema.sql", "--config", "missing.toml"], "missing.toml"),
        (&["schema.sql", "--ignore", "no-such-rule"], "`fklint rules` lists them"),
        (&["schema.sql", "--server-version", "new"], "write it like 8.4"),
        (&["schema.sql", "--jobs", "0"], "a number from 1 to 1024"),
        (&["schema.sql", "--baseline", "missing.json"], "missing.json"),
        (&["schema", "schema.sql", "--format", "xml"], "text, json, sql"),
        (&["expalin", "fk-index-missing"], "is the command `explain` meant?"),
        (&["sqlite:missing.db"], "error: sqlite:missing.db: cannot be reached: "),
        (&["oracle://me:secret@host/shop"], "error: oracle://"),
        (&["schema.sql", "--timeout", "soon"], "give seconds, such as 5 or 0.5"),
    ] {
        let output = scratch.run(arguments);
        assert_exit(&output, 2);
        let err = text(&output.stderr);
        assert!(err.contains(hint), "{arguments:?}: {err}");
    }
}

#[test]
fn standard_input_is_a_source() {
    let scratch = Folder::new();
    let mut child = scratch
        .command(&["--dialect", "postgres", "--format", "concise", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the command runs");
    child.stdin.take().expect("it is piped").write_all(CYCLE.as_bytes()).expect("the command reads");
    let output = child.wait_with_output().expect("the command ends");
    assert_exit(&output, 1);
    assert!(text(&output.stdout).starts_with("<stdin>:12:"), "{}", text(&output.stdout));
}

#[test]
fn a_closed_pipe_is_no_error_and_keeps_the_exit_code() {
    let scratch = Folder::new();
    let mut child = scratch
        .command(&["--dialect", "postgres", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command runs");
    // The reader is gone before the command has anything to write.
    drop(child.stdout.take());
    child.stdin.take().expect("it is piped").write_all(CYCLE.as_bytes()).expect("the command reads");
    let mut err = String::new();
    child.stderr.take().expect("it is piped").read_to_string(&mut err).expect("it is text");
    assert_eq!(child.wait().expect("the command ends").code(), Some(1), "{err}");
    assert_eq!(err, "");
}

#[test]
fn colours_follow_the_flag_and_the_environment() {
    let scratch = Folder::new().with("schema.sql", CYCLE);
    let colours = |flags: &[&str], environment: &[(&str, &str)]| {
        let mut command = scratch.command(&["schema.sql", "--dialect", "postgres"]);
        let output =
            command.args(flags).envs(environment.iter().copied()).output().expect("the command runs");
        text(&output.stdout).contains('\x1b')
    };
    assert!(!colours(&[], &[]));
    assert!(colours(&["--color", "always"], &[]));
    assert!(colours(&[], &[("FORCE_COLOR", "1")]));
    assert!(colours(&[], &[("CLICOLOR_FORCE", "1")]));
    assert!(!colours(&[], &[("NO_COLOR", "1"), ("FORCE_COLOR", "1")]));
    assert!(colours(&["--color", "always"], &[("NO_COLOR", "1")]));
    assert!(!colours(&["--color", "never"], &[("FORCE_COLOR", "1")]));
}

#[test]
fn json_has_the_promised_shape() {
    let scratch = Folder::new().with("schema.sql", CYCLE);
    let output = scratch.run(&["schema.sql", "--dialect", "postgres", "--format", "json"]);
    assert_exit(&output, 1);
    let document = json(&output);
    assert_eq!(document["version"], 1);
    let finding = document["findings"]
        .as_array()
        .and_then(|findings| findings.iter().find(|finding| finding["rule"] == "fk-cycle-undeclared"))
        .expect("the cycle is found");
    assert_eq!(finding["file"], "schema.sql");
    assert_eq!(finding["line"], 12);
    assert_eq!(finding["object"], "public.widget.fk(favorite_entry_id)");
    let place = |end: &str| finding[end].as_u64().expect("a byte offset") as usize;
    assert!(CYCLE[place("start")..place("end")].contains("FOREIGN KEY (favorite_entry_id)"));
    assert_eq!(document["summary"]["tables"], 2);
    assert_eq!(document["summary"]["unread"], 0);
}

#[test]
fn several_reports_come_from_one_run() {
    let scratch = Folder::new().with("schema.sql", CYCLE);
    let output = scratch.run(&[
        "schema.sql",
        "--dialect",
        "postgres",
        "--format",
        "jsonl",
        "--output",
        "json=all.json",
        "--output",
        "full=all.txt",
    ]);
    assert_exit(&output, 1);
    let document: Value = serde_json::from_slice(&read(&scratch.0, "all.json")).expect("the file is JSON");
    let lines = text(&output.stdout).lines().count();
    assert_eq!(Some(lines), document["findings"].as_array().map(Vec::len));
    assert!(text(&read(&scratch.0, "all.txt")).contains("warning[fk-cycle-undeclared]"));
    let output = scratch.run(&["schema.sql", "--dialect", "postgres", "--output", "json=no/such/dir.json"]);
    assert_exit(&output, 2);
    assert!(text(&output.stderr).contains("error: no/such/dir.json: cannot be written"));
}

#[test]
fn rules_are_selected_and_left_out() {
    let scratch = Folder::new().with("schema.sql", CYCLE);
    let found = |flags: &[&str]| {
        let output = scratch
            .run(&[&["schema.sql", "--dialect", "postgres", "--format", "concise", "-q"], flags].concat());
        (output.status.code(), text(&output.stdout).lines().count())
    };
    assert_eq!(found(&["--select", "fk-cycle-undeclared"]), (Some(1), 1));
    assert_eq!(found(&["--select", "fk-parent-missing,fk-index-missing"]), (Some(0), 0));
    assert_eq!(found(&["--ignore", "fk-cycle-undeclared"]), (Some(0), 0));
}

#[test]
fn a_comment_allows_a_finding_and_is_found_where_it_matches_nothing() {
    let allowed =
        CYCLE.replace("  ADD CONSTRAINT", "  -- fklint: allow(fk-cycle-undeclared) test\n  ADD CONSTRAINT");
    let output = Folder::new().with("a.sql", allowed).run(&["a.sql", "--dialect", "postgres"]);
    assert_exit(&output, 0);
    assert!(text(&output.stdout).contains(", 1 suppressed ("), "{}", text(&output.stdout));
    let useless = format!("-- fklint: allow(fk-cycle-undeclared) test\n{CLEAN}");
    let output = Folder::new().with("a.sql", useless).run(&["a.sql", "--dialect", "postgres"]);
    assert_exit(&output, 1);
    assert!(text(&output.stdout).contains("warning[suppression-unused]"), "{}", text(&output.stdout));
}

/// A key in words, which may change, and one that is a code, which does not.
const NATURAL: &str = "\
CREATE TABLE customer (email text PRIMARY KEY);
CREATE TABLE country (code char(2) PRIMARY KEY);
CREATE TABLE invoice (
  invoice_id integer PRIMARY KEY,
  email text NOT NULL REFERENCES customer (email),
  country char(2) NOT NULL REFERENCES country (code)
);
CREATE INDEX ON invoice (email);
CREATE INDEX ON invoice (country);
";

/// Checks a schema under a configuration: its exit code, the objects of the findings of `rule`, and what was odd.
fn configured(schema: &str, config: &str, rule: &str) -> (Option<i32>, Vec<String>, String) {
    let scratch = Folder::new().with("schema.sql", schema).with("fklint.toml", config);
    let output = scratch.run(&["schema.sql", "--dialect", "postgres", "--format", "json"]);
    let said = json(&output);
    let findings = said["findings"].as_array().expect("there is a list of findings").iter();
    let objects = findings.filter(|finding| finding["rule"] == rule);
    let objects = objects.map(|finding| finding["object"].as_str().unwrap_or_default().to_owned());
    (output.status.code(), objects.collect(), text(&output.stderr).to_owned())
}

#[test]
fn natural_keys_change_or_do_not_as_configured() {
    let rule = "fk-update-action-missing";
    let found = |config: &str| configured(NATURAL, config, rule);
    let email = "public.invoice.fk(email)".to_owned();
    let country = "public.invoice.fk(country)".to_owned();
    let nothing = String::new;
    assert_eq!(found(""), (Some(1), vec![email.clone()], nothing()));
    assert_eq!(found("[keys]\nimmutable = ['customer.email']"), (Some(0), vec![], nothing()));
    assert_eq!(found("[keys]\nimmutable = ['public.customer.email']"), (Some(0), vec![], nothing()));
    assert_eq!(
        found("[keys]\nmutable = ['country.code']"),
        (Some(1), vec![email.clone(), country], nothing())
    );
    let (code, objects, odd) = found("[keys]\nimmutable = ['customer.mail']");
    assert_eq!((code, objects), (Some(1), vec![email]));
    assert!(odd.contains("fklint.toml:2:14: ") && odd.contains("`customer.mail`"), "{odd}");
}

#[test]
fn links_come_second_as_configured() {
    let found = |config: &str| configured(CYCLE, config, "fk-cycle-undeclared");
    let link = vec!["public.widget.fk(favorite_entry_id)".to_owned()];
    let declared = |name: &str| found(&format!("[[post-update]]\nforeign-key = '{name}'"));
    assert_eq!(found(""), (Some(1), link.clone(), String::new()));
    for name in
        ["widget.favorite_entry_id", "public.widget.favorite_entry_id", "widget.fk(favorite_entry_id)"]
    {
        assert_eq!(declared(name), (Some(0), vec![], String::new()), "{name}");
    }
    // A link that cannot be empty cannot come second, whoever says so.
    assert_eq!(declared("entry.widget_id").1, link);
    let (code, objects, odd) = declared("widget.favourite_entry_id");
    assert_eq!((code, objects), (Some(1), link));
    assert!(odd.contains("[[post-update]] names no foreign key: `widget.favourite_entry_id`"), "{odd}");
}

#[test]
fn findings_are_ignored_by_object_until_a_day() {
    let rule = "fk-cycle-undeclared";
    let ignored = |object: &str, more: &str| {
        let entry = format!("[[ignore]]\nrule = '{rule}'\nobject = '{object}'\nreason = 'known'\n{more}");
        configured(CYCLE, &entry, rule)
    };
    let object = "public.widget.fk(favorite_entry_id)";
    assert_eq!(ignored(object, ""), (Some(0), vec![], String::new()));
    assert_eq!(ignored(object, "until = 9999-12-31"), (Some(0), vec![], String::new()));
    let (code, objects, odd) = ignored(object, "until = 2020-01-01");
    assert_eq!((code, objects), (Some(1), vec![object.to_owned()]));
    assert!(odd.contains("expired on 2020-01-01"), "{odd}");
    let (code, objects, odd) = ignored("public.entry.fk(widget_id)", "");
    assert_eq!((code, objects), (Some(1), vec![object.to_owned()]));
    assert!(odd.contains("matches no finding"), "{odd}");
}

#[test]
fn severities_are_as_configured() {
    let found = |config: &str| configured(CYCLE, config, "fk-cycle-undeclared").0;
    assert_eq!(found("fail-on = 'error'"), Some(0));
    assert_eq!(found("fail-on = 'error'\n[rules]\nseverity = { fk-cycle-undeclared = 'error' }"), Some(1));
    assert_eq!(found("[rules]\nignore = ['fk-cycle-undeclared']"), Some(0));
}

#[test]
fn a_migration_directory_is_replayed_without_its_way_back() {
    let scratch = Folder::new()
        .with("1_a.sql", "-- +goose Up\nCREATE TABLE a (id serial PRIMARY KEY);\n-- +goose Down\nDROP TABLE a;\n")
        .with("2_b.sql", "-- +goose Up\nCREATE TABLE b (id serial PRIMARY KEY, a_id int REFERENCES a (id));\n-- +goose Down\nDROP TABLE b;\n");
    let output = scratch.run(&["schema", "--format", "json"]);
    assert_exit(&output, 0);
    assert_eq!(json(&output)["tables"].as_array().map(Vec::len), Some(2));
    let output = scratch.run(&["--select", "fk-parent-missing", "-q"]);
    assert_exit(&output, 0);
}

fn read(directory: &Path, name: &str) -> Vec<u8> {
    fs::read(directory.join(name)).expect("the report was written")
}

#[test]
fn schema_lists_the_sum_and_every_clause() {
    let twice = format!("{CYCLE}ALTER TABLE ONLY widget DROP CONSTRAINT fk_favorite_entry;\n");
    let scratch = Folder::new().with("schema.sql", &twice);
    let read = |flags: &[&str]| {
        let mut arguments = vec!["schema", "schema.sql", "--dialect", "postgres", "--format", "json"];
        arguments.extend(flags);
        let output = scratch.run(&arguments);
        assert_exit(&output, 0);
        json(&output)
    };
    let sum = read(&[]);
    assert_eq!(sum["engine"], "postgres");
    assert_eq!(sum["tables"].as_array().map(Vec::len), Some(2));
    assert_eq!(sum["tables"][0]["columns"][0]["name"], "widget_id");
    assert_eq!(sum["foreign_keys"].as_array().map(Vec::len), Some(1));
    assert_eq!(sum["statistics"]["unread"], 0);
    let declared = read(&["--declared"]);
    let clauses = declared["foreign_keys"].as_array().expect("a list");
    assert_eq!(clauses.len(), 2);
    assert_eq!((&clauses[0]["declared_in"], &clauses[0]["table"]), (&"create".into(), &"entry".into()));
    let added = &clauses[1];
    assert_eq!((&added["declared_in"], &added["parent"]), (&"alter".into(), &"entry".into()));
    assert_eq!(added["columns"], serde_json::json!(["favorite_entry_id"]));
    assert_eq!(added["on_delete"], "no action");
    let place = |end: &str| added[end].as_u64().expect("a byte offset") as usize;
    assert!(twice[place("start")..place("end")].contains("FOREIGN KEY (favorite_entry_id)"));
}

#[test]
fn tables_of_one_name_in_two_schemas_keep_their_own_foreign_keys() {
    let parent = "-- +goose Up\nCREATE TABLE team (team_id integer PRIMARY KEY);\n";
    let child =
        "CREATE TABLE player (player_id integer PRIMARY KEY, team_id integer REFERENCES team (team_id));\n";
    let scratch = Folder::new();
    for app in ["one", "two"] {
        let directory = scratch.0.join(app).join("migrations");
        fs::create_dir_all(&directory).expect("the temporary directory can be written");
        fs::write(directory.join("20260101000000_league.sql"), format!("{parent}{child}")).expect("written");
    }
    let output = scratch.run(&["schema", ".", "--dialect", "postgres"]);
    assert_exit(&output, 0);
    let out = text(&output.stdout);
    assert_eq!(out.matches("foreign key (team_id)").count(), 2, "{out}");
}

#[test]
fn order_leaves_the_link_empty_and_sets_it_later() {
    let scratch = Folder::new().with("schema.sql", CYCLE);
    let output = scratch.run(&["order", "schema.sql", "--dialect", "postgres"]);
    assert_exit(&output, 0);
    let out = text(&output.stdout);
    let at = |needle: &str| out.find(needle).unwrap_or_else(|| panic!("{needle} in: {out}"));
    assert!(at("INSERT widget, leaving NULL: favorite_entry_id") < at("INSERT entry"), "{out}");
    assert!(at("INSERT entry") < at("UPDATE widget, setting favorite_entry_id"), "{out}");
    let output = scratch.run(&["order", "schema.sql", "--dialect", "postgres", "--format", "json"]);
    assert_exit(&output, 0);
    assert_eq!(json(&output)["targets"][0]["insert"][0]["table"], "widget");
}

#[test]
fn order_names_only_the_tables_that_have_none() {
    let schema = "CREATE TABLE head (id int PRIMARY KEY, body_id int NOT NULL, hat_id int);\n\
                  CREATE TABLE body (id int PRIMARY KEY, head_id int NOT NULL REFERENCES head (id));\n\
                  CREATE TABLE hat (id int PRIMARY KEY, head_id int NOT NULL REFERENCES head (id));\n\
                  ALTER TABLE head ADD FOREIGN KEY (body_id) REFERENCES body (id);\n\
                  ALTER TABLE head ADD FOREIGN KEY (hat_id) REFERENCES hat (id);\n";
    let scratch = Folder::new().with("schema.sql", schema);
    let output = scratch.run(&["order", "--dialect", "postgres"]);
    assert_exit(&output, 0);
    let expected = "insert:\n  1. no order of statements does it for: head, body\n  2. INSERT hat\n  \
                    3. UPDATE head, setting hat_id: its hat is there now\n\n\
                    delete:\n  1. UPDATE head, setting hat_id to NULL: before its hat goes\n  2. DELETE hat\n  \
                    3. no order of statements does it for: head, body\n";
    assert_eq!(text(&output.stdout), expected);
}

#[test]
fn order_writes_the_declared_link_second() {
    let second = |in_a: &str, in_b: &str, config: &str| {
        let schema = format!(
            "CREATE TABLE a (id int PRIMARY KEY, b_id int); CREATE TABLE b (id int PRIMARY KEY, a_id int\n\
             REFERENCES a (id){in_b}\n); ALTER TABLE a ADD FOREIGN KEY (b_id) REFERENCES b (id);{in_a}\n"
        );
        let scratch = Folder::new().with("schema.sql", &schema).with("fklint.toml", config);
        let steps = &json(&scratch.run(&["order", "--dialect", "postgres", "--format", "json"]))["targets"]
            [0]["insert"];
        assert!(steps[3].is_null(), "one link is written second: {steps}");
        steps[2]["table"].as_str().map(str::to_owned)
    };
    assert_eq!(second(" -- fklint: post-update", "", "").as_deref(), Some("a"));
    assert_eq!(second("", " -- fklint: post-update", "").as_deref(), Some("b"));
    assert_eq!(second("", "", "[[post-update]]\nforeign-key = 'b.a_id'\n").as_deref(), Some("b"));
}

#[test]
fn rules_are_listed_and_explained() {
    let scratch = Folder::new();
    let output = scratch.run(&["rules"]);
    assert_exit(&output, 0);
    assert!(text(&output.stdout).starts_with("rule "), "{}", text(&output.stdout));
    let listed = json(&scratch.run(&["rules", "--format", "json"]));
    let rules = listed["rules"].as_array().expect("a list");
    assert!(!rules.is_empty());
    for rule in rules {
        let output = scratch.run(&["explain", rule["name"].as_str().expect("a name")]);
        assert_exit(&output, 0);
        assert!(!output.stdout.is_empty(), "{} has no page", rule["name"]);
    }
}

#[test]
fn help_and_version_exit_0() {
    let scratch = Folder::new();
    for arguments in [&["--help"][..], &["--version"], &["check", "--help"], &["help", "schema"]] {
        let output = scratch.run(arguments);
        assert_exit(&output, 0);
        assert!(text(&output.stdout).contains("fklint"), "{arguments:?}");
    }
}
