//! `--explain-why`: everything that is not reported, with its reason: what rules say themselves, and what the run knows.

use fklint_catalog::{ObjectPath, Part};
use fklint_reflect::{DirectiveKind, Reflection};
use fklint_rule::{AnyRule, Confidence, Finding, Silence};
use fklint_source::{FileId, Place, SourceMap};

use crate::config::Config;
use crate::locate;
use crate::select::Selection;

/// Something that a rule looked at and that is not reported, or a rule that had nothing to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreported {
    /// The rule.
    pub rule: &'static str,
    /// The object in words; `None` where the rule says nothing of the whole schema.
    pub object: Option<String>,
    /// Its place; `None` where no text declares it.
    pub place: Option<Place>,
    /// Why, without a full stop.
    pub because: String,
}

/// What kept a finding from being reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kept {
    /// A comment, by its index among directives.
    Comment(u32),
    /// An `[[ignore]]` entry, by its index.
    Entry(usize),
    /// The baseline knows it.
    Baseline,
    /// It is a note, and nobody asked for notes.
    Hidden,
}

/// Words the reasons of one schema.
#[derive(Clone, Copy)]
pub(crate) struct Why<'a> {
    pub(crate) reflection: &'a Reflection,
    pub(crate) sources: &'a SourceMap,
    pub(crate) config: &'a Config,
}

impl Why<'_> {
    /// A rule's own reason.
    pub(crate) fn silence(&self, rule: &'static str, silence: Silence) -> Unreported {
        let Silence { at, mut because, by } = silence;
        let place = self.reflection.place(&at, Part::Whole);
        let own = place.map(|place| place.file);
        if let Some(place) = by.and_then(|by| self.reflection.place(&by, Part::Whole)) {
            because = format!("{because} ({})", self.line(place.file, place.span.start, own));
        }
        Unreported { rule, object: Some(self.object(&at)), place, because }
    }

    /// The reason of a finding that was kept back.
    pub(crate) fn kept(&self, finding: &Finding, place: Option<Place>, kept: Kept) -> Unreported {
        let because = match kept {
            Kept::Comment(directive) => self.comment(directive, place.map(|place| place.file)),
            Kept::Entry(entry) => self.entry(entry),
            Kept::Baseline => "known to the baseline".to_owned(),
            Kept::Hidden => {
                let inferred =
                    if finding.rule.confidence == Confidence::Inferred { ", and inferred" } else { "" };
                format!("a note{inferred}, which `-v` shows: {}", finding.report.message)
            }
        };
        Unreported { rule: finding.rule.name, object: Some(self.object(&finding.at)), place, because }
    }

    /// Why rules say nothing of the schema at all: those that were selected, and a fact of the engine or their own
    /// list of engines leaves nothing to find, or nobody asked the rows for them; and those that were not selected.
    pub(crate) fn asleep<'r>(
        &self,
        rules: impl Iterator<Item = &'r dyn AnyRule>,
        selection: &Selection<'_>,
        semantics: &fklint_catalog::Semantics,
        has_rows: bool,
    ) -> Vec<Unreported> {
        let engine = semantics.engine;
        let reason = |rule: &'r dyn AnyRule| {
            let info = rule.info();
            if let Some(choice) = selection.leaves_out(info.name) {
                Some(choice.to_owned())
            } else if let Some(fact) = rule.ruled_out(semantics) {
                Some(fact)
            } else if !info.engines.contains(&engine) {
                Some(format!("nothing to say about {engine}"))
            } else {
                let unasked = "asks the rows of a live database, with `--data`";
                (rule.needs_rows() && !has_rows).then(|| unasked.to_owned())
            }
        };
        let asleep = |rule: &'r dyn AnyRule| {
            let because = reason(rule)?;
            Some(Unreported { rule: rule.info().name, object: None, place: None, because })
        };
        rules.filter(|rule| !selection.is_past_question(rule.info().name)).filter_map(asleep).collect()
    }

    fn object(&self, path: &ObjectPath) -> String {
        locate::object(&self.reflection.catalog, path)
    }

    fn comment(&self, directive: u32, own: Option<FileId>) -> String {
        let Some((file, directive)) = self.reflection.directives.get(directive as usize) else {
            return "allowed by a comment".to_owned();
        };
        let reason = match &directive.kind {
            DirectiveKind::Allow { reason, .. } | DirectiveKind::AllowFile { reason, .. } => reason.as_str(),
            DirectiveKind::PostUpdate | DirectiveKind::Unknown(_) => "",
        };
        with_reason(
            format!("allowed by the comment at {}", self.line(*file, directive.span.start, own)),
            reason,
        )
    }

    fn entry(&self, entry: usize) -> String {
        let Some(entry) = self.config.ignore.get(entry) else { return "ignored".to_owned() };
        let path = self.config.path.as_ref().and_then(|path| path.file_name());
        let file = path.map_or("fklint.toml".into(), |name| name.to_string_lossy());
        let until = entry.until.map(|until| format!(", until {until}")).unwrap_or_default();
        let said = format!("`[[ignore]]` at {file}:{}{until}", entry.rule.line);
        with_reason(said, entry.reason.as_deref().unwrap_or_default())
    }

    /// `schema.sql:12`, or `line 12` of the `own` file.
    fn line(&self, file: FileId, offset: u32, own: Option<FileId>) -> String {
        let text = self.sources.file(file);
        let line = text.line_col(offset).line;
        if own == Some(file) { format!("line {line}") } else { format!("{}:{line}", text.name) }
    }
}

/// Sorts reasons: by rule, those of the whole schema first, then by place. What several schemas share is said once.
pub(crate) fn sort(unreported: &mut Vec<Unreported>) {
    let at = |one: &Unreported| (one.place.is_none(), one.place.map(|place| (place.file, place.span.start)));
    unreported.sort_by(|a, b| {
        let rules = a.rule.cmp(b.rule).then(a.object.is_some().cmp(&b.object.is_some()));
        rules
            .then_with(|| at(a).cmp(&at(b)))
            .then_with(|| a.object.cmp(&b.object))
            .then_with(|| a.because.cmp(&b.because))
    });
    unreported.dedup_by(|a, b| a.object.is_none() && a == b);
}

fn with_reason(said: String, reason: &str) -> String {
    if reason.is_empty() { said } else { format!("{said}: {reason}") }
}
