//! Which rules run, which findings are shown, and how bad they are.

use fklint_rule::{AnyRule, RuleInfo, Severity};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::{Options, Problem};

/// The choice of rules of one run.
#[derive(Debug)]
pub(crate) struct Selection<'o> {
    /// `--select`; `None` where all rules are.
    select: Option<FxHashSet<&'o str>>,
    /// Rules that are not reported.
    ignore: FxHashSet<&'o str>,
    severity: FxHashMap<&'o str, Severity>,
    notes: bool,
    /// The choice is that of `--select`.
    asked: bool,
}

impl<'o> Selection<'o> {
    /// Reads the choice, and what in it names no rule.
    pub(crate) fn new(options: &'o Options, rules: &[&dyn AnyRule]) -> (Self, Vec<Problem>) {
        let known: Vec<&str> = rules.iter().map(|rule| rule.info().name).collect();
        let mut problems: Vec<Problem> = Vec::new();
        let flags = [("--select", options.select.as_deref().unwrap_or(&[])), ("--ignore", &options.ignore)];
        for (flag, names) in flags {
            for name in names.iter().filter(|name| !known.contains(&name.as_str())) {
                problems.push(Problem { source: flag.to_owned(), message: unknown_rule(name, &known) });
            }
        }
        let selected = options.select.iter().flatten();
        let needs_rows =
            |name: &&String| rules.iter().any(|rule| rule.info().name == **name && rule.needs_rows());
        for name in selected.filter(|name| !options.data && needs_rows(name)) {
            let message = format!("`{name}` asks the rows of a live database: add --data");
            problems.push(Problem::new("--select", message));
        }
        for error in options.config.unknown_rules(&known) {
            problems.push(Problem::from(&error));
        }
        let config = &options.config.rules;
        let asked: Option<FxHashSet<&str>> =
            options.select.as_ref().map(|names| names.iter().map(String::as_str).collect());
        let configured =
            || config.select.as_ref().map(|names| names.iter().map(|name| name.text.as_str()).collect());
        let named = asked.as_ref();
        let ignore = config.ignore.iter().map(|name| name.text.as_str());
        let ignore = ignore.filter(|name| !named.is_some_and(|named| named.contains(name)));
        let selection = Self {
            ignore: ignore.chain(options.ignore.iter().map(String::as_str)).collect(),
            severity: config.severity.iter().map(|(rule, level)| (rule.text.as_str(), *level)).collect(),
            notes: options.notes_wanted(),
            asked: asked.is_some(),
            select: asked.or_else(configured),
        };
        (selection, problems)
    }

    /// Whether findings of this rule are reported.
    pub(crate) fn takes(&self, rule: &str) -> bool {
        self.leaves_out(rule).is_none()
    }

    /// Whether `--select` named rules, and not this one: whoever did knows.
    pub(crate) fn is_past_question(&self, rule: &str) -> bool {
        self.asked && self.select.as_ref().is_some_and(|names| !names.contains(rule))
    }

    /// What keeps a rule from being reported: the choice of some, or its being left out.
    pub(crate) fn leaves_out(&self, rule: &str) -> Option<&'static str> {
        if self.select.as_ref().is_some_and(|names| !names.contains(rule)) {
            return Some("not among the rules that the configuration selects");
        }
        self.ignore.contains(rule).then_some("left out by `--ignore` or the configuration")
    }

    /// Whether a finding of this severity is shown: notes are, where they or their rule were asked for.
    pub(crate) fn shows(&self, rule: &str, severity: Severity) -> bool {
        severity > Severity::Note
            || self.notes
            || self.select.as_ref().is_some_and(|names| names.contains(rule))
    }

    /// The severity of a rule's findings, where it is configured.
    pub(crate) fn severity(&self, rule: &RuleInfo) -> Option<Severity> {
        self.severity.get(rule.name).copied()
    }
}

/// Says that no rule has this name.
pub(crate) fn unknown_rule(name: &str, known: &[&str]) -> String {
    match nearest(name, known.iter().copied()) {
        Some(near) => format!("unknown rule `{name}`: did you mean `{near}`?"),
        None => format!("unknown rule `{name}`: `fklint rules` lists them"),
    }
}

/// The most similar of some words, if one is similar enough to be meant.
pub(crate) fn nearest<'w>(word: &str, words: impl IntoIterator<Item = &'w str>) -> Option<&'w str> {
    let scored = words.into_iter().map(|other| (strsim::jaro_winkler(word, other), other));
    scored.filter(|(score, _)| *score > 0.8).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, other)| other)
}
