//! What hides a finding: comments, the configuration, the baseline; and what is said of those that hide nothing.

mod support;

use fklint_catalog::Engine;
use fklint_check::{Config, Options, check, check_texts};
use fklint_rule::Severity;
use std::path::Path;
use support::{Files, RULES, findings, options};

const A: &str = "CREATE TABLE a (id int PRIMARY KEY);\n";

fn texts(text: &str, options: &Options) -> fklint_check::Outcome {
    check_texts(&[("a.sql", A.as_bytes()), ("b.sql", text.as_bytes())], options, RULES)
}

fn found(text: &str) -> Vec<String> {
    findings(&texts(text, &options(Engine::Postgres)))
}

fn configured(text: &str) -> Options {
    let config = Config::parse(Path::new("fklint.toml"), text).expect("the configuration is right");
    Options { config, ..options(Engine::Postgres) }
}

#[test]
fn a_comment_on_the_line_or_right_above_allows_a_finding() {
    for text in [
        "CREATE TABLE b (\n  a_id int REFERENCES a (id) -- fklint: allow(fk-seen) append only\n);",
        "CREATE TABLE b (\n  -- fklint: allow(fk-seen) append only\n  -- and another remark\n  a_id int REFERENCES a (id)\n);",
        "CREATE TABLE b (a_id int);\n-- fklint: allow(fk-seen) as pg_dump writes it\nALTER TABLE ONLY b\n    \
         ADD CONSTRAINT x FOREIGN KEY (a_id) REFERENCES a(id);",
        "-- fklint: allow-file(fk-seen) made by a tool\nCREATE TABLE x (id int);\nCREATE TABLE b (a_id int REFERENCES a (id));",
    ] {
        let outcome = texts(text, &options(Engine::Postgres));
        assert_eq!(findings(&outcome), [""; 0], "{text}");
        assert_eq!(outcome.statistics.suppressed, 1, "{text}");
    }
}

#[test]
fn a_comment_elsewhere_or_of_another_rule_allows_nothing_and_is_unused() {
    for (text, reason) in [
        (
            "-- fklint: allow(fk-seen) too far\n\nCREATE TABLE b (a_id int REFERENCES a (id));",
            "`fk-seen` finds nothing here",
        ),
        (
            "CREATE TABLE b (a_id int REFERENCES a (id)); -- fklint: allow(table-sen) no such rule",
            "unknown rule `table-sen`: did you mean `table-seen`?",
        ),
    ] {
        let outcome = texts(text, &options(Engine::Postgres));
        let found = &outcome.targets[0].findings;
        let mut rules: Vec<_> = found.iter().map(|one| one.finding.rule.name).collect();
        rules.sort_unstable();
        assert_eq!(rules, ["fk-seen", "suppression-unused"], "{text}");
        let unused = found.iter().find(|one| one.finding.rule.name == "suppression-unused");
        assert_eq!(unused.map(|one| one.finding.report.message.as_str()), Some(reason));
    }
}

#[test]
fn a_comment_for_a_rule_that_is_not_shown_is_used_all_the_same() {
    let text = "CREATE TABLE b (id int); -- fklint: allow(table-seen) a note that is hidden\n";
    assert_eq!(found(text), [""; 0]);
    let only = Options { select: Some(vec!["suppression-unused".to_owned()]), ..options(Engine::Postgres) };
    assert_eq!(findings(&texts(text, &only)), [""; 0]);
}

#[test]
fn a_post_update_comment_declares_the_foreign_key_it_stands_at() {
    assert_eq!(found("CREATE TABLE b (\n  a_id int REFERENCES a (id) -- fklint: post-update\n);"), [""; 0]);
    assert_eq!(
        found("CREATE TABLE b (\n  -- fklint: post-update\n  a_id int REFERENCES a (id)\n);"),
        [""; 0]
    );
    assert_eq!(
        found("CREATE TABLE b (\n  a_id int -- fklint: post-update\n);"),
        ["strategy-unused directive 0"]
    );
}

#[test]
fn a_configured_post_update_names_its_foreign_key_by_columns_or_name() {
    let text = "CREATE TABLE b (x int, a_id int, CONSTRAINT fk_a FOREIGN KEY (a_id) REFERENCES a (id));";
    for name in ["b.a_id", "public.b.a_id", "b.(a_id)", "b.fk(a_id)", "B.FK_A"] {
        let options = configured(&format!("[[post-update]]\nforeign-key = '{name}'"));
        let outcome = texts(text, &options);
        assert_eq!(findings(&outcome), [""; 0], "{name}");
        assert_eq!(outcome.warnings, [""; 0]);
    }
    let outcome = texts(
        text,
        &configured("[[post-update]]\nforeign-key = 'b.x'\n[keys]\nimmutable = ['a.id', 'a.code']"),
    );
    assert_eq!(findings(&outcome), ["fk-seen public.b.fk(a_id)"]);
    assert_eq!(
        outcome.warnings,
        [
            "fklint.toml:2:15: [[post-update]] names no foreign key: `b.x`",
            "fklint.toml:4:22: [keys] names no column: `a.code`",
        ]
    );
}

#[test]
fn a_configured_ignore_matches_the_object_until_its_day() {
    let text = "CREATE TABLE b (a_id int REFERENCES a (id));";
    let ignore = |object: &str, until: &str| {
        configured(&format!("[[ignore]]\nrule = 'fk-seen'\nobject = '{object}'\nuntil = {until}"))
    };
    for object in ["public.b.fk(a_id)", "b.fk(a_id)"] {
        let outcome = texts(text, &ignore(object, "9999-01-01"));
        assert_eq!(findings(&outcome), [""; 0]);
        assert_eq!((outcome.statistics.suppressed, outcome.warnings.len()), (1, 0));
    }
    let outcome = texts(text, &ignore("b.fk(a_id)", "2020-01-01"));
    assert_eq!(findings(&outcome).len(), 1);
    assert_eq!(
        outcome.warnings,
        ["fklint.toml:3:10: [[ignore]] of `fk-seen` at `b.fk(a_id)` expired on 2020-01-01"]
    );
    let outcome = texts(text, &ignore("c.fk(a_id)", "9999-01-01"));
    assert_eq!(findings(&outcome).len(), 1);
    assert_eq!(
        outcome.warnings,
        ["fklint.toml:3:10: [[ignore]] of `fk-seen` at `c.fk(a_id)` matches no finding"]
    );
}

#[test]
fn a_baseline_counts_what_it_knows_also_after_the_file_was_reformatted() {
    let before = texts("CREATE TABLE b (a_id int REFERENCES a (id));", &options(Engine::Postgres));
    let known = &before.targets[0].findings[0];
    let files = Files::new(&[(
        "baseline.json",
        &format!(
            r#"{{"version":1,"findings":[{{"rule":"fk-seen","object":"{}","fingerprint":"{}"}}]}}"#,
            known.object, known.fingerprint
        ),
    )]);
    let with = Options { baseline: Some(files.path("baseline.json")), ..options(Engine::Postgres) };
    let after = texts(
        "\n\nCREATE TABLE b (\n  c int REFERENCES a (id),\n  a_id   int   REFERENCES a (id)\n);",
        &with,
    );
    assert_eq!(findings(&after), ["fk-seen public.b.fk(c)"]);
    assert_eq!(after.statistics.baseline, 1);
}

#[test]
fn a_baseline_that_cannot_be_read_is_a_problem() {
    let files = Files::new(&[("new.json", r#"{"version":2,"findings":[]}"#)]);
    for name in ["none.json", "new.json"] {
        let with = Options { baseline: Some(files.path(name)), ..options(Engine::Postgres) };
        assert_eq!(texts(A, &with).problems.len(), 1, "{name}");
    }
}

#[test]
fn notes_are_hidden_until_they_are_asked_for() {
    let plain = options(Engine::Postgres);
    let outcome = texts("", &plain);
    assert_eq!((findings(&outcome).len(), outcome.statistics.hidden_notes), (0, 1));
    let selected = Options { select: Some(vec!["table-seen".to_owned()]), ..plain.clone() };
    let verbose = Options { include_notes: true, ..plain.clone() };
    let failing = Options { fail_on: Some(Severity::Note), ..plain.clone() };
    let raised = configured("[rules]\nseverity = { table-seen = 'error' }");
    for asked in [selected, verbose, failing, raised] {
        assert_eq!(findings(&texts("", &asked)), ["table-seen public.a"]);
    }
    let ignored = Options { include_notes: true, ignore: vec!["table-seen".to_owned()], ..plain };
    assert_eq!(findings(&texts("", &ignored)), [""; 0]);
}

#[test]
fn hidden_notes_still_use_the_comments_and_entries_that_allow_them() {
    let comment =
        texts("CREATE TABLE b (c int); -- fklint: allow(table-seen) known", &options(Engine::Postgres));
    assert_eq!(findings(&comment), [""; 0]);
    assert_eq!((comment.statistics.suppressed, comment.statistics.hidden_notes), (0, 1));
    let entry = configured("[[ignore]]\nrule = 'table-seen'\nobject = 'a'\nreason = 'known'");
    let entry = texts("CREATE TABLE b (c int);", &entry);
    assert_eq!((findings(&entry).len(), entry.statistics.hidden_notes), (0, 1));
    assert_eq!(entry.warnings, [""; 0]);
}

#[test]
fn the_command_line_selects_over_the_configuration() {
    let text = "CREATE TABLE b (a_id int REFERENCES a (id));";
    let mut options = configured("[rules]\nignore = ['fk-seen']");
    assert_eq!(findings(&texts(text, &options)), [""; 0]);
    options.select = Some(vec!["fk-seen".to_owned()]);
    assert_eq!(findings(&texts(text, &options)).len(), 1);
}

#[test]
fn an_unknown_rule_stops_the_run() {
    let options = Options {
        select: Some(vec!["fk-sen".to_owned()]),
        ..configured("[rules]\nignore = ['tables-seen']")
    };
    let problems: Vec<String> =
        texts(A, &options).problems.iter().map(|one| format!("{}: {}", one.source, one.message)).collect();
    assert_eq!(
        problems,
        [
            "--select: unknown rule `fk-sen`: did you mean `fk-seen`?",
            "fklint.toml:2:11: unknown rule `tables-seen`: did you mean `table-seen`?",
        ]
    );
}

#[test]
fn a_plan_is_written_out_for_the_tables_it_touches() {
    let outcome = texts("CREATE TABLE b (a_id int REFERENCES a (id));", &options(Engine::Sqlite));
    let sql = outcome.targets[0].findings[0].sql.join("\n");
    assert!(sql.contains("REFERENCES a") && sql.contains("a_id"), "{sql}");
}

#[test]
fn a_named_file_stands_for_its_whole_target_and_is_reported_alone() {
    let files = Files::new(&[
        ("fklint.toml", "[[target]]\nname = 'app'\nddl = ['db/*.sql']\ndialect = 'postgres'\n"),
        ("db/1.sql", "CREATE TABLE a (id int PRIMARY KEY, self int REFERENCES a (id));"),
        ("db/2.sql", "CREATE TABLE b (a_id int REFERENCES a (id));"),
        ("other.sql", "CREATE TABLE o (id int PRIMARY KEY, self int REFERENCES o (id));"),
    ]);
    let options = Options { config: files.config(), ..Options::default() };
    let outcome = check(&[files.source("db/2.sql")], &options, RULES);
    assert_eq!(findings(&outcome), ["fk-seen public.b.fk(a_id)"]);
    assert_eq!((outcome.targets[0].name.as_str(), outcome.statistics.tables), ("app", 2));
    let outcome = check(&[files.source("db/2.sql"), files.source("other.sql")], &options, RULES);
    assert_eq!(findings(&outcome), ["fk-seen public.b.fk(a_id)", "fk-seen public.o.fk(self)"]);
    let outcome = check(&[], &options, RULES);
    assert_eq!(findings(&outcome), ["fk-seen public.a.fk(self)", "fk-seen public.b.fk(a_id)"]);
}

#[test]
fn a_target_without_text_or_with_a_missing_file_is_a_problem() {
    let files = Files::new(&[(
        "fklint.toml",
        "[[target]]\nname = 'live'\ndatabase = '$FKLINT_UNSET'\n[[target]]\nname = 'app'\nddl = 'none.sql'\n",
    )]);
    let options = Options { config: files.config(), ..Options::default() };
    let outcome = check(&[], &options, RULES);
    let problems: Vec<String> = outcome.problems.iter().map(|one| files.short(&one.source)).collect();
    assert_eq!(problems, ["fklint.toml:3:12", "fklint.toml:6:7"]);
}

#[test]
fn the_nearest_configuration_upward_counts_and_the_hidden_name_first() {
    let files = Files::new(&[
        ("fklint.toml", "fail-on = 'error'"),
        (".fklint.toml", "fail-on = 'note'"),
        ("py/pyproject.toml", "[tool.fklint]\nfail-on = 'warning'"),
        ("py/sub/pyproject.toml", "[tool.other]\nx = 1"),
        ("py/bad/pyproject.toml", "[tool.fklint]\nfailon = 'warning'"),
        ("none/x.sql", ""),
    ]);
    let fail_on = |directory: &str| {
        Config::discover(&files.path(directory)).map(|found| found.and_then(|(_, config)| config.fail_on))
    };
    assert_eq!(fail_on("none").ok(), Some(Some(Severity::Note)));
    assert_eq!(fail_on("py/sub").ok(), Some(Some(Severity::Warning)));
    let error = fail_on("py/bad").expect_err("the key is unknown").to_string();
    assert!(error.ends_with("pyproject.toml:2:1: unknown key `failon`: did you mean `fail-on`?"), "{error}");
}

#[test]
fn many_findings_at_one_parent_are_located_and_written_in_linear_time() {
    let children: String =
        (0..20_000).map(|at| format!("CREATE TABLE t{at} (a_id int REFERENCES a (id));\n")).collect();
    let started = std::time::Instant::now();
    let outcome = texts(&children, &options(Engine::Sqlite));
    let located = &outcome.targets[0].findings;
    assert_eq!(located.len(), 20_000);
    assert!(located.iter().all(|one| one.place.is_some() && !one.sql.is_empty()));
    // Quadratic work would take minutes even where a linear run takes a second.
    assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
}
