//! Outcomes built by hand, by marking places in text.

#![allow(dead_code, reason = "each test file uses its part")]

use fklint_catalog::{Engine, Ident, NameKind, ObjectPath, Quoting, TableName};
use fklint_check::{Located, LocatedLabel, Outcome, Target};
use fklint_reflect::replay;
use fklint_rule::{
    Answer, Asked, At, Confidence, Finding, Plan, Probe, Remedy, Report, RuleInfo, Safety, Severity,
};
use fklint_source::{FileId, Place, SourceFile, Span};

pub(crate) static RULE: RuleInfo = RuleInfo {
    name: "fk-cycle-undeclared",
    summary: "tables point at each other",
    severity: Severity::Warning,
    confidence: Confidence::Certain,
    engines: &[Engine::Postgres],
    remedy: "plan",
    since: "0.1.0",
    doc: "# fk-cycle-undeclared\n",
};

/// An outcome with these files and nothing found.
pub(crate) fn outcome(files: &[(&str, &[u8])]) -> Outcome {
    let mut outcome = Outcome::default();
    for (name, text) in files {
        outcome.sources.add(SourceFile::new((*name).to_owned(), text.to_vec()));
        outcome.statistics.files += 1;
    }
    outcome.targets.push(Target {
        name: files[0].0.to_owned(),
        reflection: replay(Engine::Postgres, None, Vec::new()),
        dialect_guessed: false,
        live: false,
        findings: Vec::new(),
    });
    outcome
}

/// The first place of `needle` in a file.
pub(crate) fn place(outcome: &Outcome, file: u32, needle: &[u8]) -> Place {
    let text = &outcome.sources.file(FileId(file)).text;
    let start = text.windows(needle.len()).position(|window| window == needle).expect("the text has it");
    Place { file: FileId(file), span: Span::new(start as u32, (start + needle.len()) as u32) }
}

/// A question to the rows.
pub(crate) fn asked(answer: Option<Answer>) -> Asked {
    let ident = |kind, name| Ident::new(Engine::Postgres, kind, name, Quoting::Bare);
    let table = TableName { schema: None, name: ident(NameKind::Table, "t") };
    let probe = Probe::NullsIn { table, column: ident(NameKind::Column, "a") };
    Asked { probe, select: "SELECT a FROM t WHERE a IS NULL".into(), answer }
}

/// A finding about table `widget`.
pub(crate) fn located(
    message: &str,
    label: &str,
    place: Option<Place>,
    related: &[(Place, &str)],
) -> Located {
    let name = Ident::new(Engine::Postgres, NameKind::Table, "widget", Quoting::Bare);
    let at = ObjectPath::Table(TableName { schema: None, name });
    let label_of =
        |&(place, message): &(Place, &str)| LocatedLabel { place: Some(place), message: message.into() };
    Located {
        finding: Finding {
            rule: &RULE,
            severity: Severity::Warning,
            at: at.clone(),
            report: Report::new(message, At::whole(at)).label(label),
            remedy: Remedy::Plan(Plan::of("make `fk_favorite_entry` deferrable", Safety::Risky, [])),
            witness: None,
            unwitnessed: None,
        },
        place,
        related: related.iter().map(label_of).collect(),
        object: "public.widget.fk(favorite_entry_id)".into(),
        fingerprint: "0123456789abcdef".into(),
        sql: vec![
            "ALTER TABLE widget ALTER CONSTRAINT fk_favorite_entry DEFERRABLE INITIALLY DEFERRED".into(),
        ],
        edits: Vec::new(),
        probes: Vec::new(),
    }
}
