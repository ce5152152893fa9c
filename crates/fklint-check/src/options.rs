//! What a run is asked for.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use fklint_catalog::{Engine, Settings, Version};
use fklint_reflect::live::url::Secret;
use fklint_reflect::live::{DbUrl, LiveOptions};
use fklint_rule::Severity;
use rustc_hash::FxHashMap;

use crate::{Config, Progress};

/// Everything that the command line and the configuration ask of a run.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// `--dialect`: of every text; else it is found out per file.
    pub dialect: Option<Engine>,
    /// `--server-version`: of every schema; else the engine's assumed one.
    pub version: Option<Version>,
    /// What else is known of the server that the texts are for, where one was asked.
    pub server: Settings,
    /// The configuration file; the default one is empty.
    pub config: Config,
    /// `--select`: only these rules; also over what the configuration ignores.
    pub select: Option<Vec<String>>,
    /// `--ignore`: not these rules.
    pub ignore: Vec<String>,
    /// `--fail-on`; `None`: as configured. Ask [`Options::fail_on`].
    pub fail_on: Option<Severity>,
    /// `-v`: notes are reported too.
    pub include_notes: bool,
    /// `--baseline`; `None`: as configured.
    pub baseline: Option<PathBuf>,
    /// `--jobs`: threads; `None`: one for each processor.
    pub jobs: Option<usize>,
    /// `--schema`, `--query-timeout`: what of live databases is read, and how patiently.
    pub live: LiveOptions,
    /// `--timeout`; `None`: as the URL says, else as `live` does.
    pub connect_timeout: Option<Duration>,
    /// `--data`: the rows of live databases are asked.
    pub data: bool,
    /// The texts of [`check_texts`](crate::check_texts) are migrations, not a schema in itself.
    pub migrations: bool,
    /// Findings come with their witnesses.
    pub witnesses: bool,
    /// `--explain-why`: the reasons of what is not reported are gathered.
    pub explain_why: bool,
    /// Texts that stand in for those of files, by the names of the files.
    pub overlay: Arc<FxHashMap<String, Vec<u8>>>,
    /// Where the run says how far it is.
    pub progress: Option<Arc<Progress>>,
}

impl Options {
    /// The severity from which on a finding makes the exit code 1: asked for, configured, or `warning`.
    #[must_use]
    pub fn fail_on(&self) -> Severity {
        self.fail_on.or(self.config.fail_on).unwrap_or(Severity::Warning)
    }

    /// Whether notes of every rule are reported.
    #[must_use]
    pub fn notes_wanted(&self) -> bool {
        self.include_notes || self.fail_on() == Severity::Note
    }
}

/// Where to read a schema from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SourceArg {
    /// A file, a directory, or an SQLite database.
    Path(PathBuf),
    /// Standard input.
    Stdin,
    /// A live database: its URL, which may hold a password.
    Url(Secret),
}

impl From<&str> for SourceArg {
    /// Reads a SOURCE of the command line: `-`, a URL, or a path.
    fn from(text: &str) -> Self {
        if text == "-" {
            Self::Stdin
        } else if DbUrl::is_url(text) {
            Self::Url(Secret::new(text))
        } else {
            Self::Path(PathBuf::from(text))
        }
    }
}

impl SourceArg {
    /// The name that people know it by, without any secret.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::Path(path) => path.display().to_string(),
            Self::Stdin => "<stdin>".to_owned(),
            Self::Url(url) => DbUrl::redacted(url.expose()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_is_stdin_a_url_or_a_path() {
        assert_eq!(SourceArg::from("-"), SourceArg::Stdin);
        assert_eq!(SourceArg::from("db/schema.sql"), SourceArg::Path("db/schema.sql".into()));
        assert_eq!(SourceArg::from("sqlite:app.db"), SourceArg::Url(Secret::new("sqlite:app.db")));
        assert_eq!(SourceArg::from("é"), SourceArg::Path("é".into()));
    }

    #[test]
    fn a_url_shows_no_password() {
        let source = SourceArg::from("mysql://me:s3cr3t@host:3306/shop");
        let shown = format!("{} {source:?}", source.name());
        assert!(shown.contains("host") && !shown.contains("s3cr3t"), "{shown}");
    }

    #[test]
    fn fail_on_falls_back_to_the_configuration_and_to_warning() {
        let mut options = Options::default();
        assert_eq!(options.fail_on(), Severity::Warning);
        options.config.fail_on = Some(Severity::Error);
        assert_eq!(options.fail_on(), Severity::Error);
        options.fail_on = Some(Severity::Note);
        assert_eq!(options.fail_on(), Severity::Note);
        assert!(options.notes_wanted());
    }
}
