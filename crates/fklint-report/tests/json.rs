//! The JSON of findings.

mod common;

use common::{asked, located, outcome, place};
use fklint_report::json::{write_check, write_lines};
use fklint_rule::{Answer, Remedy, Rows};
use serde_json::{Value, json};

fn document(outcome: &fklint_check::Outcome) -> Value {
    let mut out = Vec::new();
    write_check(&mut out, outcome).expect("memory can be written");
    serde_json::from_slice(&out).expect("it is JSON")
}

#[test]
fn a_finding_has_every_promised_field() {
    let mut outcome = outcome(&[("a.sql", "é widget\n\tthere\n".as_bytes())]);
    let (at, other) = (place(&outcome, 0, b"widget"), place(&outcome, 0, b"there"));
    let mut found = located("message", "why here", Some(at), &[(other, "elsewhere")]);
    found.probes = vec![asked(None)];
    outcome.targets[0].findings.push(found);
    outcome.statistics.tables = 3;
    assert_eq!(
        document(&outcome),
        json!({
            "version": 1,
            "findings": [{
                "rule": "fk-cycle-undeclared",
                "severity": "warning",
                "confidence": "certain",
                "message": "message",
                "object": "public.widget.fk(favorite_entry_id)",
                "target": "a.sql",
                "file": "a.sql", "start": 3, "end": 9,
                "line": 1, "column": 3, "end_line": 1, "end_column": 9,
                "related": [{
                    "message": "elsewhere",
                    "file": "a.sql", "start": 11, "end": 16,
                    "line": 2, "column": 2, "end_line": 2, "end_column": 7,
                }],
                "help": "why here",
                "url": "https://fklint.github.io/fklint/rules/fk-cycle-undeclared.html",
                "fingerprint": "0123456789abcdef",
                "remedy": {
                    "kind": "plan",
                    "title": "make `fk_favorite_entry` deferrable",
                    "safety": "risky",
                    "sql": ["ALTER TABLE widget ALTER CONSTRAINT fk_favorite_entry DEFERRABLE INITIALLY DEFERRED"],
                    "edits": [],
                    "probes": [{"sql": "SELECT a FROM t WHERE a IS NULL", "rows": null, "samples": []}],
                },
                "witness": true,
            }],
            "summary": {
                "errors": 0, "warnings": 1, "notes": 0, "suppressed": 0, "baseline": 0,
                "files": 1, "databases": 0, "tables": 3, "foreign_keys": 0, "unread": 0,
            },
        })
    );
}

#[test]
fn advice_and_a_missing_place_are_null_where_they_have_nothing() {
    let mut outcome = outcome(&[("a.sql", b"")]);
    let mut found = located("message", "", None, &[]);
    found.finding.remedy = Remedy::Advice("decide".into());
    found.sql.clear();
    outcome.targets[0].findings.push(found);
    let finding = &document(&outcome)["findings"][0];
    assert_eq!(finding["file"], Value::Null);
    assert_eq!(
        finding["remedy"],
        json!({"kind": "advice", "title": "decide", "safety": null, "sql": [], "edits": [], "probes": []})
    );
}

#[test]
fn lines_are_the_findings_of_the_document() {
    let mut outcome = outcome(&[("a.sql", b"one two")]);
    for needle in ["one", "two"] {
        let at = place(&outcome, 0, needle.as_bytes());
        outcome.targets[0].findings.push(located(needle, "", Some(at), &[]));
    }
    let mut out = Vec::new();
    write_lines(&mut out, &outcome).expect("memory can be written");
    let lines: Vec<Value> = String::from_utf8(out)
        .expect("it is text")
        .lines()
        .map(|line| serde_json::from_str(line).expect("each line is JSON"))
        .collect();
    assert_eq!(Value::from(lines), document(&outcome)["findings"]);
}

#[test]
fn no_findings_are_an_empty_list() {
    assert_eq!(document(&outcome(&[("a.sql", b"")]))["findings"], json!([]));
}

#[test]
fn answers_of_the_rows_stand_with_their_questions() {
    let mut outcome = outcome(&[("a.sql", b"")]);
    let mut found = located("message", "", None, &[]);
    let rows = Rows { count: 7, samples: vec![vec![Some("1".into()), None]] };
    found.probes =
        vec![asked(Some(Answer::Rows(rows))), asked(Some(Answer::Unanswered("it took too long".into())))];
    outcome.targets[0].findings.push(found);
    let sql = "SELECT a FROM t WHERE a IS NULL";
    assert_eq!(
        document(&outcome)["findings"][0]["remedy"]["probes"],
        json!([
            {"sql": sql, "rows": 7, "samples": [["1", null]]},
            {"sql": sql, "rows": null, "samples": [], "unanswered": "it took too long"},
        ])
    );
}
