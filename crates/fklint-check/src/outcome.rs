//! What a run gives to those who report it.

use std::time::Duration;

use fklint_reflect::{Reflection, Tally};
use fklint_rule::{Asked, Finding, Severity};
use fklint_source::{Edit, Place, SourceMap};

use crate::{ConfigError, Unreported};

/// Everything that a run found, and what it could not look at.
#[derive(Debug, Default)]
pub struct Outcome {
    /// The texts.
    pub sources: SourceMap,
    /// The logical schemas, in the order of their first files.
    pub targets: Vec<Target>,
    /// What could not be looked at: each makes the exit code 2.
    pub problems: Vec<Problem>,
    /// What is odd about the configuration without hindering the run: an entry that matches nothing.
    pub warnings: Vec<String>,
    /// What is not reported, by rule and place; `None` where nobody asked why.
    pub unreported: Option<Vec<Unreported>>,
    /// Counts and times.
    pub statistics: Statistics,
}

impl Outcome {
    /// The exit code: 2 when something could not be looked at, 1 when there is a finding of `fail_on` or worse.
    #[must_use]
    pub fn exit_code(&self, fail_on: Severity) -> u8 {
        if !self.problems.is_empty() {
            return 2;
        }
        let mut findings = self.targets.iter().flat_map(|target| &target.findings);
        u8::from(findings.any(|located| located.finding.severity >= fail_on))
    }
}

/// One logical schema and its findings.
#[derive(Debug)]
pub struct Target {
    /// From the configuration, or the path of its first file or directory.
    pub name: String,
    /// What was read.
    pub reflection: Reflection,
    /// Nothing told the dialect of its texts: the engine was assumed.
    pub dialect_guessed: bool,
    /// It was read from a live database.
    pub live: bool,
    /// What was found, by file and place; notes and suppressed ones are not among them unless asked for.
    pub findings: Vec<Located>,
}

/// A finding with its places.
#[derive(Debug)]
pub struct Located {
    /// The finding.
    pub finding: Finding,
    /// Its place; `None` where no text declares the object.
    pub place: Option<Place>,
    /// The places of `finding.report.related`, one by one.
    pub related: Vec<LocatedLabel>,
    /// The object in words: `public.widget.fk(favorite_entry_id)`.
    pub object: String,
    /// Stable over moves and reformatting: of the rule and the object.
    pub fingerprint: String,
    /// The SQL of the remedy's plan, one statement each; empty for advice.
    pub sql: Vec<String>,
    /// The edits of the texts that would carry the plan out, where they were asked for and can be made.
    pub edits: Vec<Edit>,
    /// The questions of the plan, as SELECTs that must give no row, with the answers of a live database.
    pub probes: Vec<Asked>,
}

/// The place of a related label.
#[derive(Debug)]
pub struct LocatedLabel {
    /// Where; `None` where no text declares the object.
    pub place: Option<Place>,
    /// The remark.
    pub message: String,
}

/// Something that could not be looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file or source.
    pub source: String,
    /// What is wrong and how to go on, one sentence without a full stop.
    pub message: String,
}

/// Counts and times of a run.
#[derive(Clone, Copy, Debug, Default)]
pub struct Statistics {
    /// Files read.
    pub files: usize,
    /// Live databases read.
    pub databases: usize,
    /// Queries to live databases.
    pub queries: usize,
    /// Statements and bytes.
    pub tally: Tally,
    /// Tables in all catalogs.
    pub tables: usize,
    /// Foreign keys in all catalogs.
    pub foreign_keys: usize,
    /// Findings that a comment or the configuration suppressed.
    pub suppressed: usize,
    /// Findings that the baseline knew.
    pub baseline: usize,
    /// Notes that were found and not asked for.
    pub hidden_notes: usize,
    /// Reading files, splitting and reading statements, and adding them up.
    pub reading: Duration,
    /// Running rules and finding places.
    pub checking: Duration,
}

/// What the system says is wrong, in the tone of messages: without a capital and without its number.
#[must_use]
pub fn in_words(error: &std::io::Error) -> String {
    if error.kind() == std::io::ErrorKind::InvalidData {
        return "it is no UTF-8".to_owned();
    }
    let text = error.to_string();
    let text = text.split(" (os error ").next().unwrap_or(&text);
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

impl Problem {
    /// A problem with a source.
    #[must_use]
    pub fn new(source: impl Into<String>, message: impl Into<String>) -> Self {
        Self { source: source.into(), message: message.into() }
    }
}

impl From<&ConfigError> for Problem {
    fn from(error: &ConfigError) -> Self {
        match error {
            ConfigError::Io { path, error } => Self::new(path.display().to_string(), in_words(error)),
            ConfigError::Wrong { path, line, column, message } => {
                Self::new(format!("{}:{line}:{column}", path.display()), message.clone())
            }
        }
    }
}
