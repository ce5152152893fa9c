//! Findings for programs: one JSON document, or one object a line.

use std::borrow::Cow;
use std::io::{self, Write};

use fklint_check::{Located, Outcome, Unreported};
use fklint_rule::{Answer, Asked, Remedy};
use fklint_source::{Place, SourceMap};
use serde::Serialize;

use crate::locate::Locator;
use crate::rule_url;
use crate::summary::Counts;

/// Bytes gathered before they are written.
const BATCH: usize = 1 << 16;

/// A file as a migration leaves it.
#[derive(Serialize)]
pub struct MigrationFile<'a> {
    /// Where.
    pub file: &'a str,
    /// `up` is run, and may say the way back too; `down` takes it back; `beside` tells the tool how to run another one;
    /// `changed` was there before.
    pub kind: &'static str,
    /// All that it says.
    pub text: Cow<'a, str>,
}

#[derive(Serialize)]
struct Migration<'a> {
    files: &'a [MigrationFile<'a>],
    /// Whether they are there.
    written: bool,
}

/// Writes `{"version":1,"findings":[…],"summary":{…}}`, with `"silences":[…]` where anyone asked why.
///
/// # Errors
/// When the writer fails.
pub fn write_check(out: &mut impl Write, outcome: &Outcome) -> io::Result<()> {
    write_with(out, outcome, |_| Ok(()))
}

/// Writes what [`write_check`] does, with the files of a new migration:
/// `"migration":{"files":[{"file","kind","text"}],"written":…}`.
///
/// # Errors
/// When the writer fails.
pub fn write_migration(
    out: &mut impl Write,
    outcome: &Outcome,
    files: &[MigrationFile<'_>],
    written: bool,
) -> io::Result<()> {
    write_with(out, outcome, |batch| {
        batch.extend_from_slice(b",\"migration\":");
        Ok(serde_json::to_writer(batch, &Migration { files, written })?)
    })
}

/// With what `more` adds behind the findings.
fn write_with(
    out: &mut impl Write,
    outcome: &Outcome,
    more: impl FnOnce(&mut Vec<u8>) -> io::Result<()>,
) -> io::Result<()> {
    let mut batch = Vec::with_capacity(BATCH + (BATCH >> 2));
    batch.extend_from_slice(b"{\"version\":1,\"findings\":[");
    let mut first = true;
    each(outcome, |finding| {
        if !std::mem::take(&mut first) {
            batch.push(b',');
        }
        serde_json::to_writer(&mut batch, finding)?;
        drain(&mut batch, out)
    })?;
    batch.push(b']');
    more(&mut batch)?;
    if let Some(unreported) = &outcome.unreported {
        batch.extend_from_slice(b",\"silences\":");
        let locator = Locator::new(&outcome.sources);
        let silences = unreported.iter().map(|one| Silence::of(&outcome.sources, &locator, one));
        serde_json::to_writer(&mut batch, &silences.collect::<Vec<_>>())?;
    }
    batch.extend_from_slice(b",\"summary\":");
    serde_json::to_writer(&mut batch, &Summary::of(outcome))?;
    batch.extend_from_slice(b"}\n");
    out.write_all(&batch)
}

/// Writes one finding a line, and then one silence a line where anyone asked why.
///
/// # Errors
/// When the writer fails.
pub fn write_lines(out: &mut impl Write, outcome: &Outcome) -> io::Result<()> {
    let mut batch = Vec::with_capacity(BATCH + (BATCH >> 2));
    each(outcome, |finding| {
        serde_json::to_writer(&mut batch, finding)?;
        batch.push(b'\n');
        drain(&mut batch, out)
    })?;
    let locator = Locator::new(&outcome.sources);
    for one in outcome.unreported.iter().flatten() {
        serde_json::to_writer(&mut batch, &Silence::of(&outcome.sources, &locator, one))?;
        batch.push(b'\n');
        drain(&mut batch, out)?;
    }
    out.write_all(&batch)
}

fn drain(batch: &mut Vec<u8>, out: &mut impl Write) -> io::Result<()> {
    if batch.len() >= BATCH {
        out.write_all(batch)?;
        batch.clear();
    }
    Ok(())
}

fn each(outcome: &Outcome, mut write: impl FnMut(&Finding<'_>) -> io::Result<()>) -> io::Result<()> {
    let locator = Locator::new(&outcome.sources);
    for target in &outcome.targets {
        for located in &target.findings {
            write(&Finding::of(&outcome.sources, &locator, &target.name, located))?;
        }
    }
    Ok(())
}

#[derive(Serialize)]
struct Finding<'a> {
    rule: &'a str,
    severity: &'a str,
    confidence: &'a str,
    message: &'a str,
    object: &'a str,
    target: &'a str,
    #[serde(flatten)]
    at: At<'a>,
    related: Vec<Related<'a>>,
    help: String,
    url: String,
    fingerprint: &'a str,
    remedy: RemedyEntry<'a>,
    witness: bool,
}

/// Why something is not reported; `object` is `null` where a rule says nothing of the whole schema.
#[derive(Serialize)]
struct Silence<'a> {
    rule: &'a str,
    object: Option<&'a str>,
    file: Option<&'a str>,
    line: Option<u32>,
    column: Option<u32>,
    because: &'a str,
}

/// A place; all `null` where no text declares the object.
#[derive(Default, Serialize)]
struct At<'a> {
    file: Option<&'a str>,
    start: Option<u32>,
    end: Option<u32>,
    line: Option<u32>,
    column: Option<u32>,
    end_line: Option<u32>,
    end_column: Option<u32>,
}

#[derive(Serialize)]
struct Related<'a> {
    message: &'a str,
    #[serde(flatten)]
    at: At<'a>,
}

#[derive(Serialize)]
struct RemedyEntry<'a> {
    kind: &'a str,
    title: &'a str,
    safety: Option<&'a str>,
    sql: &'a [String],
    edits: Vec<Edit<'a>>,
    probes: Vec<ProbeEntry<'a>>,
}

/// A question that must find no row.
#[derive(Serialize)]
struct ProbeEntry<'a> {
    sql: &'a str,
    /// How many it finds; `null` where it was not asked, or not answered.
    rows: Option<u64>,
    samples: &'a [Vec<Option<String>>],
    /// Why there is no answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    unanswered: Option<&'a str>,
}

#[derive(Serialize)]
struct Edit<'a> {
    file: &'a str,
    start: u32,
    end: u32,
    text: &'a str,
}

#[derive(Serialize)]
struct Summary {
    errors: usize,
    warnings: usize,
    notes: usize,
    suppressed: usize,
    baseline: usize,
    files: usize,
    databases: usize,
    tables: usize,
    foreign_keys: usize,
    unread: u64,
}

impl<'a> Finding<'a> {
    fn of(sources: &'a SourceMap, locator: &Locator<'_>, target: &'a str, located: &'a Located) -> Self {
        let finding = &located.finding;
        let related = located
            .related
            .iter()
            .map(|label| Related { message: &label.message, at: At::of(sources, locator, label.place) });
        let related = related.collect();
        Self {
            rule: finding.rule.name,
            severity: finding.severity.id(),
            confidence: finding.rule.confidence.id(),
            message: &finding.report.message,
            object: &located.object,
            target,
            at: At::of(sources, locator, located.place),
            related,
            help: help(located),
            url: rule_url(finding.rule.name),
            fingerprint: &located.fingerprint,
            remedy: RemedyEntry::of(sources, located),
            witness: finding.unwitnessed.is_none(),
        }
    }
}

impl<'a> Silence<'a> {
    fn of(sources: &'a SourceMap, locator: &Locator<'_>, one: &'a Unreported) -> Self {
        let At { file, line, column, .. } = At::of(sources, locator, one.place);
        Self { rule: one.rule, object: one.object.as_deref(), file, line, column, because: &one.because }
    }
}

/// The notes beneath a finding, one a line.
fn help(located: &Located) -> String {
    let report = &located.finding.report;
    let label = &report.primary.message;
    let label = (!label.is_empty()).then(|| label.clone());
    let notes = report.notes.iter().map(|note| format!("{}: {}", note.heading, note.text));
    label.into_iter().chain(notes).collect::<Vec<_>>().join("\n")
}

impl<'a> At<'a> {
    fn of(sources: &'a SourceMap, locator: &Locator<'_>, place: Option<Place>) -> Self {
        let Some(Place { file, span }) = place else { return Self::default() };
        let (from, to) = (locator.line_col(file, span.start), locator.line_col(file, span.end));
        Self {
            file: Some(&sources.file(file).name),
            start: Some(span.start),
            end: Some(span.end),
            line: Some(from.line),
            column: Some(from.column),
            end_line: Some(to.line),
            end_column: Some(to.column),
        }
    }
}

impl<'a> RemedyEntry<'a> {
    fn of(sources: &'a SourceMap, located: &'a Located) -> Self {
        let edits = located.edits.iter().map(|edit| Edit {
            file: &sources.file(edit.place.file).name,
            start: edit.place.span.start,
            end: edit.place.span.end,
            text: &edit.text,
        });
        let (kind, title, safety) = match &located.finding.remedy {
            Remedy::Plan(plan) => ("plan", plan.title.as_str(), Some(plan.safety.id())),
            Remedy::Advice(advice) => ("advice", advice.as_str(), None),
        };
        let probes = located.probes.iter().map(ProbeEntry::of).collect();
        Self { kind, title, safety, sql: &located.sql, edits: edits.collect(), probes }
    }
}

impl<'a> ProbeEntry<'a> {
    fn of(asked: &'a Asked) -> Self {
        let rows = asked.rows();
        Self {
            sql: &asked.select,
            rows: rows.map(|rows| rows.count),
            samples: rows.map_or(&[], |rows| &rows.samples),
            unanswered: match &asked.answer {
                Some(Answer::Unanswered(why)) => Some(why),
                Some(Answer::Rows(_)) | None => None,
            },
        }
    }
}

impl Summary {
    fn of(outcome: &Outcome) -> Self {
        let counts = Counts::of(outcome);
        let statistics = &outcome.statistics;
        Self {
            errors: counts.errors,
            warnings: counts.warnings,
            notes: counts.notes,
            suppressed: statistics.suppressed,
            baseline: statistics.baseline,
            files: statistics.files,
            databases: statistics.databases,
            tables: statistics.tables,
            foreign_keys: statistics.foreign_keys,
            unread: statistics.tally.unread,
        }
    }
}
