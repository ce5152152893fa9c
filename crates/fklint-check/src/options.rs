//! What a run is asked for.

use std::path::PathBuf;

use fklint_catalog::{Engine, Version};
use fklint_rule::Severity;

use crate::{Config, Problem};

/// Everything that the command line and the configuration ask of a run.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// `--dialect`: of every text; else it is found out per file.
    pub dialect: Option<Engine>,
    /// `--server-version`: of every schema; else the engine's assumed one.
    pub version: Option<Version>,
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
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum SourceArg {
    /// A file or a directory.
    Path(PathBuf),
    /// Standard input.
    Stdin,
    /// A live database, without its password. Not read yet: a run makes a [`Problem`] of it.
    Url(String),
}

/// The schemes of live databases.
const SCHEMES: [&str; 6] = ["sqlite:", "mysql:", "mariadb:", "postgres:", "postgresql:", "oracle:"];

impl From<&str> for SourceArg {
    /// Reads a SOURCE of the command line: `-`, a URL, or a path.
    fn from(text: &str) -> Self {
        if text == "-" {
            return Self::Stdin;
        }
        let lower = text.get(..12).unwrap_or(text).to_ascii_lowercase();
        if SCHEMES.iter().any(|scheme| lower.starts_with(scheme)) || text.contains("://") {
            return Self::Url(without_password(text));
        }
        Self::Path(PathBuf::from(text))
    }
}

impl SourceArg {
    /// The name that people know it by.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::Path(path) => path.display().to_string(),
            Self::Stdin => "<stdin>".to_owned(),
            Self::Url(url) => url.clone(),
        }
    }

    /// What a URL comes to, as long as live databases are not read.
    pub(crate) fn unsupported(url: &str) -> Problem {
        let dump = match url.split(':').next().unwrap_or("") {
            "sqlite" => "`sqlite3 FILE .schema`",
            "mysql" | "mariadb" => "`mysqldump --no-data`",
            "postgres" | "postgresql" => "`pg_dump --schema-only`",
            _ => "your engine's own tool",
        };
        Problem {
            source: url.to_owned(),
            message: format!(
                "live databases are not supported yet: dump the schema with {dump} and check the file"
            ),
        }
    }
}

/// `mysql://me:secret@host/shop` without `me:secret@`, and without a query, which may hold a password too.
fn without_password(url: &str) -> String {
    let url = url.split(['?', '#']).next().unwrap_or(url);
    let Some((scheme, rest)) = url.split_once("://") else { return url.to_owned() };
    let host_end = rest.find('/').unwrap_or(rest.len());
    // A password may hold a bare `/` or `@`: everything up to the last `@` of the URL is taken for it.
    let host = match rest.rfind('@') {
        Some(at) => &rest[at + 1..],
        None => return format!("{scheme}://{}{}", &rest[..host_end], &rest[host_end..]),
    };
    format!("{scheme}://{host}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_is_stdin_a_url_or_a_path() {
        assert_eq!(SourceArg::from("-"), SourceArg::Stdin);
        assert_eq!(SourceArg::from("db/schema.sql"), SourceArg::Path("db/schema.sql".into()));
        assert_eq!(SourceArg::from("sqlite:app.db"), SourceArg::Url("sqlite:app.db".into()));
        assert_eq!(SourceArg::from("é"), SourceArg::Path("é".into()));
    }

    #[test]
    fn a_url_loses_its_password() {
        let name = |url: &str| SourceArg::from(url).name();
        assert_eq!(name("mysql://me:s3cr3t@host:3306/shop"), "mysql://host:3306/shop");
        assert_eq!(name("postgres://me:a/b@c@host/shop?password=x"), "postgres://host/shop");
        assert_eq!(name("postgres://host/shop"), "postgres://host/shop");
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
