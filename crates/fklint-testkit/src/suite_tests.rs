//! The runner's own tests, with a rule made for them: it must see each way in which a fixture can be wrong.

use fklint_catalog::{Engine, ObjectPath};
use fklint_rule::{At, Cx, Report, Rule, RuleInfo, Silence};

use super::*;

/// Finds every foreign key: enough to be right or wrong about.
struct FkPresent;

impl Rule for FkPresent {
    type Evidence<'c> = ObjectPath;

    const INFO: RuleInfo = RuleInfo {
        name: "fk-present",
        summary: "a foreign key",
        severity: Severity::Warning,
        confidence: Confidence::Certain,
        engines: &Engine::ALL,
        remedy: "advice",
        since: "0.1",
        doc: "",
    };

    fn check<'c>(&self, cx: Cx<'c>, found: &mut Vec<ObjectPath>) {
        let keys = cx.catalog.foreign_keys();
        found.extend(
            keys.map(|(table, index, _)| ObjectPath::foreign_key(&table.name, &table.foreign_keys, index)),
        );
    }

    fn object(&self, _cx: Cx<'_>, evidence: &ObjectPath) -> ObjectPath {
        evidence.clone()
    }

    fn report(&self, _cx: Cx<'_>, evidence: &ObjectPath) -> Report {
        Report::new("a foreign key is here", At::whole(evidence.clone()))
    }

    fn remedy(&self, _cx: Cx<'_>, _evidence: &ObjectPath) -> Remedy {
        Remedy::Advice("leave it".to_owned())
    }
}

const RULES: &[&dyn AnyRule] = &[&FkPresent];
const SICK: &str = "CREATE TABLE a (a_id integer PRIMARY KEY);\n\
                    CREATE TABLE b (a_id integer REFERENCES a (a_id)";

/// What [`compare`] says of a fixture of [`SICK`] with these comments after its foreign key.
fn compared(comment: &str) -> Result<(), String> {
    let fixture = Fixture::new("x/bad.sql", format!("-- engine: postgres\n{SICK} {comment}\n);\n")).unwrap();
    compare(&fixture, &run(&fixture, RULES, true), &["fk-present"])
}

#[test]
fn markers_and_findings_agree() {
    assert_eq!(compared("-- ~ fk-present"), Ok(()));
    assert_eq!(compared("-- ~ fk-present \"key is here\""), Ok(()));
    assert_eq!(compared("\n-- ~^ fk-present"), Ok(()));
}

#[test]
fn a_finding_without_a_marker_is_told() {
    let reason = compared("").unwrap_err();
    assert!(reason.contains("found and not marked") && reason.contains("line 3"), "{reason}");
}

#[test]
fn a_marker_without_a_finding_is_told() {
    for comment in
        ["-- ~ fk-present, fk-absent", "-- ~ fk-present, fk-present", "-- ~ fk-present \"other words\""]
    {
        let reason = compared(comment).unwrap_err();
        assert!(reason.contains("marked and not found"), "{reason}");
    }
}

#[test]
fn a_folder_of_fixtures_is_judged_as_a_whole() {
    let folder = std::env::temp_dir().join(format!("fklint-suite-{}", std::process::id()));
    let rule = folder.join("fk_present");
    std::fs::create_dir_all(rule.join("cases")).unwrap();
    let text = |comment: &str| format!("-- engine: sqlite 3.40\n{SICK} {comment}\n);\n");
    std::fs::write(rule.join("bad.sql"), text("-- ~ fk-present")).unwrap();
    std::fs::write(rule.join("cases/one.sql"), text("")).unwrap();
    std::fs::write(rule.join("good.sql"), "-- engine: sqlite\nCREATE TABLE a (b integer);\n").unwrap();
    let suite = Suite::new(RULES, &folder);
    let (marked, silent, words) = (suite.marked_findings(), suite.silence_in_health(), suite.words());
    let (metadata, printed) = (suite.metadata(), suite.printed_output());
    std::fs::write(rule.join("good.sql"), text("")).unwrap();
    let loud = suite.silence_in_health();
    std::fs::remove_dir_all(&folder).unwrap();
    assert!(marked.to_string().contains("fk_present/cases/one.sql"), "{marked}");
    assert!(!marked.to_string().contains("bad.sql"), "{marked}");
    assert!(silent.is_empty() && words.is_empty() && metadata.is_empty(), "{silent}{words}{metadata}");
    assert!(printed.to_string().contains("bad.out is missing"), "{printed}");
    assert!(loud.to_string().contains("a healthy schema has findings"), "{loud}");
}

#[test]
fn a_planner_that_disagrees_is_told() {
    let judged = |index: &str| {
        let text = format!("-- engine: sqlite\n{SICK}\n);\n{index}");
        planner::compare(&Fixture::new("x", text).unwrap(), "fk-present", RULES)
    };
    assert_eq!(judged(""), Ok(()));
    let reason = judged("CREATE INDEX b_a ON b (a_id);").unwrap_err();
    assert!(reason.contains("b.fk(a_id)") && reason.contains("USING COVERING INDEX b_a"), "{reason}");
}

#[test]
fn files_that_nobody_lists_are_told() {
    let folder = std::env::temp_dir().join(format!("fklint-files-{}", std::process::id()));
    std::fs::create_dir_all(folder.join("deep")).unwrap();
    std::fs::write(folder.join("deep/one.sql"), format!("-- engine: sqlite\n{SICK} -- ~ fk-present\n);\n"))
        .unwrap();
    let suite = Suite::new(RULES, &folder);
    let (listed, unlisted) = (
        suite.marked_files(&folder, &["deep/one.sql"], &[]),
        suite.marked_files(&folder, &["deep/two.sql"], &[]),
    );
    std::fs::remove_dir_all(&folder).unwrap();
    assert!(listed.is_empty(), "{listed}");
    let unlisted = unlisted.to_string();
    assert!(unlisted.contains("is not listed") && unlisted.contains("deep/two.sql"), "{unlisted}");
}

#[test]
fn the_tone_of_messages_is_heard() {
    assert_eq!(tone("`a` points at `b`"), Ok(()));
    for bad in ["it ends.", "two\nlines", "one ` backtick", "two  blanks"] {
        assert!(tone(bad).is_err(), "{bad}");
    }
}

/// Finds every foreign key, and calls it healthy.
struct FkTwoFaced;

impl Rule for FkTwoFaced {
    type Evidence<'c> = ObjectPath;

    const INFO: RuleInfo = RuleInfo { name: "fk-two-faced", ..FkPresent::INFO };

    fn check<'c>(&self, cx: Cx<'c>, found: &mut Vec<ObjectPath>) {
        FkPresent.check(cx, found);
        cx.silent_at_all(|| found.iter().map(|at| Silence::new(at.clone(), "nothing is wrong here")));
    }

    fn object(&self, cx: Cx<'_>, evidence: &ObjectPath) -> ObjectPath {
        FkPresent.object(cx, evidence)
    }

    fn report(&self, cx: Cx<'_>, evidence: &ObjectPath) -> Report {
        FkPresent.report(cx, evidence)
    }

    fn remedy(&self, cx: Cx<'_>, evidence: &ObjectPath) -> Remedy {
        FkPresent.remedy(cx, evidence)
    }
}

#[test]
fn a_silence_about_what_is_found_is_seen() {
    let fixture = Fixture::new("x/bad.sql", format!("-- engine: postgres\n{SICK}\n);\n")).unwrap();
    let mut failures = Failures::default();
    silences::contradictions(&fixture, RULES, &mut failures);
    failures.assert();
    let mut failures = Failures::default();
    silences::contradictions(&fixture, &[&FkTwoFaced], &mut failures);
    assert!(failures.to_string().contains("is found and explained away"), "{failures}");
}
