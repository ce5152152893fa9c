//! The closing line of a run, and its counts and times.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::time::Duration;

use fklint_check::Outcome;
use fklint_rule::Severity;

/// How many findings there are of each severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Notes.
    pub notes: usize,
}

impl Counts {
    /// Counts the findings of a run.
    #[must_use]
    pub fn of(outcome: &Outcome) -> Self {
        let mut counts = Self::default();
        for located in outcome.targets.iter().flat_map(|target| &target.findings) {
            match located.finding.severity {
                Severity::Error => counts.errors += 1,
                Severity::Warning => counts.warnings += 1,
                Severity::Note => counts.notes += 1,
            }
        }
        counts
    }

    /// How many are at or over a severity.
    #[must_use]
    pub const fn at_least(&self, severity: Severity) -> usize {
        match severity {
            Severity::Error => self.errors,
            Severity::Warning => self.errors + self.warnings,
            Severity::Note => self.errors + self.warnings + self.notes,
        }
    }
}

/// One line: what was found, and how much was looked at. Silence would not tell a clean schema from one that
/// was never read.
#[must_use]
pub fn summary(outcome: &Outcome, elapsed: Option<Duration>) -> String {
    let counts = Counts::of(outcome);
    let found: Vec<String> = [(counts.errors, "error"), (counts.warnings, "warning"), (counts.notes, "note")]
        .into_iter()
        .filter(|(n, _)| *n > 0)
        .map(|(n, word)| plural(n as u64, word))
        .collect();
    let found = if found.is_empty() { "no findings".to_owned() } else { found.join(", ") };
    let statistics = &outcome.statistics;
    let databases = plural(statistics.databases as u64, "database");
    let files = plural(statistics.files as u64, "file");
    let sources = match (statistics.files, statistics.databases) {
        (_, 0) => files,
        (0, _) => databases,
        _ => format!("{files} and {databases}"),
    };
    let mut line = format!(
        "{found} in {sources}: {}, {}",
        plural(statistics.tables as u64, "table"),
        plural(statistics.foreign_keys as u64, "foreign key"),
    );
    // Writing to a string cannot fail.
    if statistics.files > 0 || statistics.databases == 0 {
        let statements = plural(statistics.tally.statements, "statement");
        let _ = write!(line, ", {statements}, {} unread", number(statistics.tally.unread));
    }
    if statistics.databases > 0 {
        let queries = if statistics.queries == 1 { "query" } else { "queries" };
        let _ = write!(line, ", {} {queries}", number(statistics.queries as u64));
    }
    if statistics.suppressed > 0 {
        let _ = write!(line, ", {} suppressed", number(statistics.suppressed as u64));
    }
    if statistics.baseline > 0 {
        let _ = write!(line, ", {} in the baseline", number(statistics.baseline as u64));
    }
    if statistics.hidden_notes > 0 {
        let _ = write!(line, ", {} not shown", plural(statistics.hidden_notes as u64, "note"));
    }
    if let Some(elapsed) = elapsed {
        let _ = write!(line, " ({})", time(elapsed));
    }
    line
}

/// A table of counts and times, one a line.
#[must_use]
pub fn statistics(outcome: &Outcome) -> String {
    let of = &outcome.statistics;
    let keys: usize = outcome
        .targets
        .iter()
        .flat_map(|target| target.reflection.catalog.tables())
        .map(|t| t.keys.len())
        .sum();
    let mut rows = vec![
        ("files", number(of.files as u64)),
        ("databases", number(of.databases as u64)),
        ("queries", number(of.queries as u64)),
        ("bytes", number(of.tally.bytes)),
        ("statements", number(of.tally.statements)),
        ("  read", number(of.tally.read)),
        ("  opaque", number(of.tally.opaque)),
        ("  unread", number(of.tally.unread)),
        ("clauses stepped over", number(of.tally.stepped_over)),
        ("tables", number(of.tables as u64)),
        ("keys", number(keys as u64)),
        ("foreign keys", number(of.foreign_keys as u64)),
        ("reading", time(of.reading)),
        ("checking", time(of.checking)),
        ("suppressed", number(of.suppressed as u64)),
        ("baseline", number(of.baseline as u64)),
    ];
    let mut per_rule: BTreeMap<&str, u64> = BTreeMap::new();
    for located in outcome.targets.iter().flat_map(|target| &target.findings) {
        *per_rule.entry(located.finding.rule.name).or_default() += 1;
    }
    rows.extend(per_rule.into_iter().map(|(rule, n)| (rule, number(n))));
    let left = rows.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
    let right = rows.iter().map(|(_, value)| value.chars().count()).max().unwrap_or(0);
    rows.iter().fold(String::new(), |mut text, (name, value)| {
        let _ = writeln!(text, "{name:left$}  {value:>right$}");
        text
    })
}

fn plural(n: u64, word: &str) -> String {
    format!("{} {word}{}", number(n), if n == 1 { "" } else { "s" })
}

/// Digits in groups of three from five digits on: `9999`, `10 000`.
fn number(n: u64) -> String {
    let digits = n.to_string();
    if digits.len() < 5 {
        return digits;
    }
    let first = digits.len() % 3;
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && index % 3 == first {
            grouped.push(' ');
        }
        grouped.push(digit);
    }
    grouped
}

fn time(elapsed: Duration) -> String {
    let seconds = elapsed.as_secs_f64();
    if seconds < 0.001 {
        format!("{:.1} ms", seconds * 1e3)
    } else if seconds < 1.0 {
        format!("{:.0} ms", seconds * 1e3)
    } else {
        format!("{seconds:.1} s")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clean_run_says_what_it_looked_at() {
        let mut outcome = Outcome::default();
        outcome.statistics.files = 1;
        outcome.statistics.tables = 10_000;
        outcome.statistics.foreign_keys = 1;
        outcome.statistics.tally.statements = 9;
        assert_eq!(
            summary(&outcome, Some(Duration::from_millis(3))),
            "no findings in 1 file: 10 000 tables, 1 foreign key, 9 statements, 0 unread (3 ms)"
        );
    }

    #[test]
    fn databases_are_told_from_files() {
        let mut outcome = Outcome::default();
        outcome.statistics.databases = 1;
        outcome.statistics.queries = 4;
        assert_eq!(summary(&outcome, None), "no findings in 1 database: 0 tables, 0 foreign keys, 4 queries");
        outcome.statistics.files = 2;
        assert_eq!(
            summary(&outcome, None),
            "no findings in 2 files and 1 database: 0 tables, 0 foreign keys, 0 statements, 0 unread, 4 queries"
        );
    }

    #[test]
    fn times_and_numbers_are_short() {
        assert_eq!(time(Duration::from_micros(230)), "0.2 ms");
        assert_eq!(time(Duration::from_millis(1530)), "1.5 s");
        assert_eq!((number(9999), number(1_234_567)), ("9999".into(), "1 234 567".into()));
    }
}
