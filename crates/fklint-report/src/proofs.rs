//! What witnesses showed, for people and for programs.

use std::fmt::Write as _;
use std::time::Duration;

use fklint_check::Located;
use fklint_rule::{Line, Proof, Verdict};
use fklint_source::SourceMap;
use serde::Serialize;

use crate::clean::clean;
use crate::locate::Locator;

/// A finding and what came of its witness.
pub struct Tried<'a> {
    /// The finding.
    pub located: &'a Located,
    /// What came out.
    pub proof: Proof,
}

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    engine: &'a str,
    results: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    rule: &'static str,
    object: &'a str,
    fingerprint: &'a str,
    verdict: &'static str,
    reason: Option<&'a str>,
    transcript: Vec<LineEntry<'a>>,
}

#[derive(Serialize)]
struct LineEntry<'a> {
    sql: &'a str,
    expected: &'a str,
    observed: &'a str,
}

/// The results as one JSON document, with a line feed.
///
/// # Errors
/// When it cannot be serialised.
pub fn json(engine: &str, tried: &[Tried<'_>]) -> serde_json::Result<String> {
    let results = tried.iter().map(|tried| Entry {
        rule: tried.located.finding.rule.name,
        object: &tried.located.object,
        fingerprint: &tried.located.fingerprint,
        verdict: tried.proof.verdict.id(),
        reason: tried.proof.reason.as_deref(),
        transcript: tried.proof.transcript.iter().map(line_entry).collect(),
    });
    let mut text = serde_json::to_string(&Document { version: 1, engine, results: results.collect() })?;
    text.push('\n');
    Ok(text)
}

fn line_entry(line: &Line) -> LineEntry<'_> {
    LineEntry { sql: &line.sql, expected: &line.expected, observed: &line.observed }
}

/// The results as text: a line for each finding, the reason beneath where there is one, the transcript where it was
/// asked for or something is refuted, and the counts.
#[must_use]
pub fn text(
    engine: &str,
    tried: &[Tried<'_>],
    sources: &SourceMap,
    transcripts: bool,
    elapsed: Duration,
) -> String {
    let mut out = String::new();
    let locator = Locator::new(sources);
    let width = |of: &dyn Fn(&Tried<'_>) -> usize| tried.iter().map(of).max().unwrap_or(0);
    let verdicts = width(&|tried| tried.proof.verdict.id().len());
    let rules = width(&|tried| tried.located.finding.rule.name.len());
    for Tried { located, proof } in tried {
        let (verdict, rule) = (proof.verdict.id(), located.finding.rule.name);
        let _ = write!(out, "{verdict:verdicts$}  {rule:rules$}  {}", clean(&located.object));
        if let Some(place) = located.place {
            let at = locator.line_col(place.file, place.span.start);
            let name = clean(&sources.file(place.file).name);
            let _ = write!(out, "  {name}:{}:{}", at.line, at.column);
        }
        out.push('\n');
        if let Some(reason) = &proof.reason {
            let _ = writeln!(out, "  = {}", clean(reason).replace('\n', "\n    "));
        }
        if transcripts || proof.verdict == Verdict::Refuted {
            for (at, line) in proof.transcript.iter().enumerate() {
                let ends = at + 1 == proof.transcript.len() && proof.verdict != Verdict::Proved;
                push_line(&mut out, line, ends);
            }
        }
    }
    let count = |verdict| tried.iter().filter(|tried| tried.proof.verdict == verdict).count();
    if !tried.is_empty() {
        out.push('\n');
    }
    let _ = writeln!(
        out,
        "{} on {engine}: {} proved, {} not provable here, {} refuted ({} ms)",
        if tried.len() == 1 { "1 finding".to_owned() } else { format!("{} findings", tried.len()) },
        count(Verdict::Proved),
        count(Verdict::NotProvable),
        count(Verdict::Refuted),
        elapsed.as_millis()
    );
    out
}

/// A statement and, beneath, what happened; where that ended it, what was expected, too.
fn push_line(out: &mut String, line: &Line, ends: bool) {
    let lines = |text: &str, with: &str| {
        let lines: Vec<String> =
            text.trim_end().lines().map(|line| format!("    {with}{}", clean(line))).collect();
        lines.join("\n")
    };
    let _ = writeln!(out, "{};", lines(line.sql.trim_end().trim_end_matches(';'), ""));
    let _ = writeln!(out, "{}", lines(&line.observed, "-- "));
    if ends && !line.expected.is_empty() {
        let _ = writeln!(out, "    -- expected: {}", line.expected);
    }
}
