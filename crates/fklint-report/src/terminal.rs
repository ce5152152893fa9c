//! Findings as text: each with its lines, remarks and remedy, or one line each.

use std::borrow::Cow;
use std::io::{self, Write};
use std::time::Duration;

use codespan_reporting::diagnostic::{Diagnostic, LabelStyle, Severity as Level};
use codespan_reporting::term::{Config, emit_to_write_style};
use fklint_check::{Located, Outcome, Target};
use fklint_rule::Severity;
use fklint_source::SourceMap;
use rayon::prelude::*;

use crate::ansi::{Ansi, severity_style};
use crate::clean::clean;
use crate::excerpt::{Excerpts, Mark};
use crate::locate::Locator;
use crate::notes::notes;
use crate::rule_url;
use crate::summary::summary;

/// Places shown of one finding; JSON has all.
const PLACES: usize = 16;
/// Findings that one task renders.
const CHUNK: usize = 256;

/// How to write for a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Columns: longer lines are cropped, longer remarks wrapped.
    pub width: usize,
    /// ANSI colours.
    pub color: bool,
    /// OSC 8 links from the rule's name to its page.
    pub hyperlinks: bool,
    /// The time that the summary tells; `None` leaves it out.
    pub elapsed: Option<Duration>,
}

/// 100 columns, no colours, no links, no time: the same text everywhere.
impl Default for Style {
    fn default() -> Self {
        Self { width: 100, color: false, hyperlinks: false, elapsed: None }
    }
}

/// All findings and the summary.
#[must_use]
pub fn render(outcome: &Outcome, style: &Style) -> String {
    let mut text = findings(outcome, style).concat();
    text.extend_from_slice(summary(outcome, style.elapsed).as_bytes());
    text.push(b'\n');
    into_string(text)
}

/// One finding, with an empty line at its end.
#[must_use]
pub fn render_finding(sources: &SourceMap, located: &Located, style: &Style) -> String {
    let mut out = Vec::new();
    write_finding(&mut out, sources, &Locator::new(sources), located, style);
    into_string(out)
}

/// Writes all findings, without the summary.
///
/// # Errors
/// When the writer fails.
pub fn write_full(out: &mut impl Write, outcome: &Outcome, style: &Style) -> io::Result<()> {
    findings(outcome, style).iter().try_for_each(|text| out.write_all(text))
}

/// Writes a line for each finding: `path:line:col: severity[rule] message`.
///
/// # Errors
/// When the writer fails.
pub fn write_concise(out: &mut impl Write, outcome: &Outcome, style: &Style) -> io::Result<()> {
    let locator = Locator::new(&outcome.sources);
    for located in outcome.targets.iter().flat_map(|target| &target.findings) {
        let finding = &located.finding;
        match located.place {
            Some(place) => {
                let at = locator.line_col(place.file, place.span.start);
                let name = clean(&outcome.sources.file(place.file).name);
                write!(out, "{name}:{}:{}: ", at.line, at.column)?;
            }
            None => write!(out, "{}: ", clean(&located.object))?,
        }
        let (word, rule) = (finding.severity.id(), finding.rule.name);
        let message = clean(&finding.report.message);
        if style.color {
            let shade = severity_style(level(finding.severity));
            writeln!(out, "{shade}{word}[{rule}]{shade:#} {message}")?;
        } else {
            writeln!(out, "{word}[{rule}] {message}")?;
        }
    }
    Ok(())
}

/// The findings in order, some in each piece.
fn findings(outcome: &Outcome, style: &Style) -> Vec<Vec<u8>> {
    let chunks: Vec<&[Located]> =
        outcome.targets.iter().flat_map(|Target { findings, .. }| findings.chunks(CHUNK)).collect();
    let locator = Locator::new(&outcome.sources);
    let render = |chunk: &&[Located]| {
        let mut out = Vec::with_capacity(chunk.len() * 1024);
        for located in *chunk {
            write_finding(&mut out, &outcome.sources, &locator, located, style);
        }
        out
    };
    chunks.par_iter().map(render).collect()
}

fn write_finding(
    out: &mut Vec<u8>,
    sources: &SourceMap,
    locator: &Locator<'_>,
    located: &Located,
    style: &Style,
) {
    let finding = &located.finding;
    let mut marks = Vec::with_capacity(1 + located.related.len());
    marks.extend(located.place.map(|place| Mark {
        place,
        style: LabelStyle::Primary,
        message: one_line(&finding.report.primary.message),
    }));
    let related = located.related.iter().filter_map(|label| Some((label.place?, &label.message)));
    marks.extend(related.clone().take(PLACES).map(|(place, message)| Mark {
        place,
        style: LabelStyle::Secondary,
        message: one_line(message),
    }));
    let hidden = related.count().saturating_sub(PLACES);

    let (excerpts, labels) = Excerpts::new(sources, locator, &marks, style.width);
    let diagnostic = Diagnostic {
        severity: level(finding.severity),
        code: Some(finding.rule.name.to_owned()),
        message: one_line(&finding.report.message).into_owned(),
        labels,
        notes: notes(located, hidden, style.width),
    };
    let url = style.hyperlinks.then(|| rule_url(finding.rule.name));
    let mut ansi = Ansi::new(out, style.color, url.as_deref());
    // The excerpts hold every line that their own labels ask for, and writing to memory does not fail.
    let shown = emit_to_write_style(&mut ansi, &Config::default(), &excerpts, &diagnostic);
    debug_assert!(shown.is_ok(), "{shown:?}");
}

const fn level(severity: Severity) -> Level {
    match severity {
        Severity::Error => Level::Error,
        Severity::Warning => Level::Warning,
        Severity::Note => Level::Note,
    }
}

/// Cleaned, and without line breaks, which would break the frame of a finding.
fn one_line(text: &str) -> Cow<'_, str> {
    if text.contains(['\n', '\r']) {
        Cow::Owned(clean(&text.split_whitespace().collect::<Vec<_>>().join(" ")).into_owned())
    } else {
        clean(text)
    }
}

fn into_string(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}
