//! `--explain-why`: what the command says of what it does not report.

mod common;

use std::process::Output;

use common::{Folder, out};
use serde_json::Value;

const CYCLE: &str = "\
CREATE TABLE widget (id integer PRIMARY KEY, best_id integer);
CREATE TABLE entry (id integer PRIMARY KEY, widget_id integer NOT NULL REFERENCES widget (id));
CREATE INDEX entry_widget ON entry (widget_id);
CREATE INDEX widget_best ON widget (best_id);
ALTER TABLE widget ADD CONSTRAINT fk_best
  FOREIGN KEY (best_id) REFERENCES entry (id);
";

/// A schema, how it is checked, and the lines that tell why something is not reported.
struct Case {
    sql: String,
    config: &'static str,
    arguments: &'static [&'static str],
    lines: &'static [&'static str],
}

fn run(sql: &str, files: &[(&str, &str)], arguments: &[&str]) -> Output {
    let folder = Folder::new().with("schema.sql", sql);
    let folder = files.iter().fold(folder, |folder, (name, text)| folder.with(name, text));
    folder.run(&[&["check", "schema.sql"], arguments].concat())
}

fn replaced(from: &str, to: &str) -> String {
    assert!(CYCLE.contains(from), "{from}");
    CYCLE.replace(from, to)
}

fn cases() -> Vec<Case> {
    let postgres: &[&str] = &["--dialect", "postgres"];
    let plain = |lines| Case { sql: CYCLE.to_owned(), config: "", arguments: postgres, lines };
    let inline = "CREATE TABLE a (id INT PRIMARY KEY);\nCREATE TABLE b (id INT PRIMARY KEY, a_id INT REFERENCES a (id));\n";
    vec![
        plain(&[
            "  fk-cycle-unbreakable",
            "    schema.sql:5:24: public.widget.fk(best_id): the cycle of `widget` and `entry` can be broken here: nullable",
            "    schema.sql:2:72: public.entry.fk(widget_id): `entry_widget` begins with its columns (line 3)",
            "  asks the rows of a live database, with `--data`: orphan-rows",
        ]),
        Case {
            sql: replaced("entry (id);", "entry (id) DEFERRABLE INITIALLY DEFERRED;"),
            ..plain(&[
                "    schema.sql:5:24: public.widget.fk(best_id): written second: DEFERRABLE INITIALLY DEFERRED",
                "    schema.sql:5:24: public.widget.fk(best_id): the cycle of `widget` and `entry` can be broken here: nullable, and declared",
            ])
        },
        Case {
            sql: replaced("entry (id);", "entry (id); -- fklint: post-update"),
            ..plain(&[
                "    schema.sql:5:24: public.widget.fk(best_id): written second: `fklint: post-update` (line 6)",
            ])
        },
        Case {
            config: "[[post-update]]\nforeign-key = \"widget.best_id\"\n",
            ..plain(&[
                "    schema.sql:5:24: public.widget.fk(best_id): written second: `[[post-update]]` of the configuration",
            ])
        },
        Case {
            sql: replaced("entry (id);", "entry (id); -- fklint: allow(fk-cycle-undeclared) a trigger sets it"),
            ..plain(&[
                "    schema.sql:5:24: public.widget.fk(best_id): allowed by the comment at line 6: a trigger sets it",
            ])
        },
        Case {
            config: "[[ignore]]\nrule = \"fk-cycle-undeclared\"\nobject = \"widget.fk(best_id)\"\n\
                     reason = \"a trigger sets it\"\nuntil = 2999-01-01\n",
            ..plain(&[
                "    schema.sql:5:24: public.widget.fk(best_id): `[[ignore]]` at fklint.toml:2, until 2999-01-01: a trigger sets it",
            ])
        },
        Case {
            arguments: &["--dialect", "postgres", "--ignore", "fk-cycle-undeclared"],
            ..plain(&["  left out by `--ignore` or the configuration: fk-cycle-undeclared"])
        },
        Case {
            sql: "CREATE TABLE t (id serial PRIMARY KEY, up integer REFERENCES t (id));\nCREATE INDEX ON t (up);\n".into(),
            ..plain(&[
                "    schema.sql:1:51: public.t.fk(up): a note, which `-v` shows: a `t` that points at itself takes an INSERT and an UPDATE, and nothing says so",
                "    schema.sql:1:51: public.t.fk(up): nullable: the first row points at none",
            ])
        },
        Case {
            sql: inline.into(),
            arguments: &["--dialect", "mysql", "--server-version", "9.7"],
            ..plain(&[
                "  MySQL 9.0 and later honour a column's REFERENCES: fk-inline-ignored",
                "  MySQL makes the index of a foreign key itself: fk-index-missing",
                "    schema.sql:2:46: b.fk(a_id): InnoDB keeps foreign keys",
            ])
        },
        Case {
            sql: inline.into(),
            arguments: &["--dialect", "mariadb"],
            ..plain(&["  MariaDB honours a column's REFERENCES: fk-inline-ignored"])
        },
        Case {
            sql: inline.into(),
            arguments: &["--dialect", "postgres"],
            ..plain(&["  PostgreSQL has no storage engines to choose: fk-lost-to-storage-engine"])
        },
        Case {
            sql: "CREATE TABLE users (username text PRIMARY KEY);\n\
                  CREATE TABLE post (author text REFERENCES users (username));\n\
                  CREATE INDEX ON post (author);\n"
                .into(),
            config: "[keys]\nimmutable = [\"users.username\"]\n",
            ..plain(&[
                "    schema.sql:2:32: public.post.fk(author): a key that stays: `users.username` is named under `[keys] immutable`",
            ])
        },
        Case {
            sql: "CREATE TABLE b (a_id integer REFERENCES other.a (id));\nCREATE INDEX ON b (a_id);\n".into(),
            ..plain(&[
                "    schema.sql:1:30: public.b.fk(a_id): `other.a` was not read: nor was anything else of its schema",
            ])
        },
    ]
}

#[test]
fn each_reason_is_told_in_a_line() {
    for case in cases() {
        let files: &[(&str, &str)] =
            if case.config.is_empty() { &[] } else { &[("fklint.toml", case.config)] };
        let output = run(&case.sql, files, &[case.arguments, &["--explain-why"]].concat());
        let said = out(&output);
        for line in case.lines {
            assert!(said.lines().any(|said| said == *line), "no line\n{line}\nin\n{said}");
        }
        let plain = run(&case.sql, files, case.arguments);
        assert_eq!(output.status.code(), plain.status.code(), "asking why changes the exit code:\n{said}");
        assert!(!out(&plain).contains("not reported:"), "{}", out(&plain));
    }
}

#[test]
fn a_finding_that_the_baseline_knows_is_told() {
    let found: Value =
        serde_json::from_slice(&run(CYCLE, &[], &["--dialect", "postgres", "--format", "json"]).stdout)
            .expect("standard output is JSON");
    let finding = &found["findings"][0];
    let known = serde_json::json!({"version": 1, "findings": [{
        "rule": finding["rule"], "object": finding["object"], "fingerprint": finding["fingerprint"],
    }]});
    let baseline = known.to_string();
    let arguments =
        ["--dialect", "postgres", "--baseline", "known.json", "--explain-why", "--format", "concise"];
    let output = run(CYCLE, &[("known.json", &baseline)], &arguments);
    assert_eq!(output.status.code(), Some(0), "{}", out(&output));
    let line = "    schema.sql:5:24: public.widget.fk(best_id): known to the baseline";
    assert!(out(&output).lines().any(|said| said == line), "{}", out(&output));
}

#[test]
fn select_narrows_the_reasons_and_verbose_lists_all() {
    let children = (0..30).map(|n| {
        format!(
            "CREATE TABLE c{n} (a_id INT PRIMARY KEY, FOREIGN KEY (a_id) REFERENCES a (id)) ENGINE=InnoDB;\n"
        )
    });
    let sql = format!("CREATE TABLE a (id INT PRIMARY KEY);\n{}", children.collect::<String>());
    let select = ["--dialect", "mysql", "--select", "fk-lost-to-storage-engine", "--explain-why", "-q"];
    let few = run(&sql, &[], &select);
    let expected = "\
not reported:
  fk-lost-to-storage-engine
    schema.sql:2:40: c0.fk(a_id): InnoDB keeps foreign keys
    schema.sql:3:40: c1.fk(a_id): InnoDB keeps foreign keys
    schema.sql:4:40: c2.fk(a_id): InnoDB keeps foreign keys
    and 27 more, with `-v`

";
    assert_eq!(out(&few), expected);
    let all = run(&sql, &[], &[&select[..5], &["-v"]].concat());
    assert_eq!(out(&all).matches("InnoDB keeps foreign keys").count(), 30);
}

#[test]
fn json_has_silences_only_when_asked() {
    let json = |arguments: &[&str]| -> Value {
        let output = run(CYCLE, &[], &[&["--dialect", "postgres", "--format", "json"], arguments].concat());
        serde_json::from_slice(&output.stdout).expect("standard output is JSON")
    };
    assert!(json(&[]).get("silences").is_none());
    let document = json(&["--explain-why"]);
    let silences = document["silences"].as_array().expect("a list");
    let of = |rule: &str| silences.iter().find(|one| one["rule"] == rule).expect("it is told");
    assert_eq!(
        *of("fk-cycle-unbreakable"),
        serde_json::json!({
            "rule": "fk-cycle-unbreakable", "object": "public.widget.fk(best_id)",
            "file": "schema.sql", "line": 5, "column": 24,
            "because": "the cycle of `widget` and `entry` can be broken here: nullable",
        })
    );
    assert_eq!(of("orphan-rows")["object"], Value::Null);
    assert_eq!(document["findings"], json(&[])["findings"]);
    let lines = run(CYCLE, &[], &["--dialect", "postgres", "--format", "jsonl", "--explain-why"]);
    let told = out(&lines).lines().filter(|line| line.contains("\"because\"")).count();
    assert_eq!(told, silences.len());
}
