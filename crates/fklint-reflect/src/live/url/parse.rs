//! From a text to a database: which form of URL it is, and what that form says.

use std::path::Path;

use fklint_catalog::Engine;

use super::environment::Environment;
use super::parameters::{Part, Settings, Usage};
use super::scheme::{Meaning, Scheme, meaning, split_scheme, unknown};
use super::{DbUrl, Parsed, Place, UrlError, authority, libpq, redact, server, sqlite};

impl DbUrl {
    /// Whether a text names a database rather than a file to read: a URL, `jdbc:` or not, PHP's `mysql:host=…`, Go's
    /// `user@tcp(host)/database`, libpq's `host=… dbname=…`. A URL of an unknown scheme is one, too, so that
    /// [`DbUrl::parse`] can say so. A bare `app.db` is not: whether it is a database is for its first bytes to tell.
    #[must_use]
    pub fn is_url(text: &str) -> bool {
        let text = unquoted(text);
        libpq::is_key_values(text)
            || is_go(text)
            || split_scheme(text).is_some_and(|scheme| {
                scheme.jdbc || scheme.rest.starts_with("//") || meaning(&scheme.word).is_some()
            })
    }

    /// A file that is known to be an SQLite database.
    #[must_use]
    pub fn of_sqlite_file(path: &Path) -> Self {
        Self { engine: Engine::Sqlite, place: Place::File(path.to_owned()) }
    }

    /// Reads a URL; what it leaves open is taken from where the engine's own clients take it.
    ///
    /// # Errors
    /// When it names no database that can be opened. No secret is in the error.
    pub fn parse(text: &str, environment: &Environment) -> Result<Parsed, UrlError> {
        let text = unquoted(text);
        read(text, environment).map_err(|error| UrlError(format!("`{}`: {error}", redact::redacted(text))))
    }

    /// A text that may be a URL with the variables in it filled in: `$VAR`, `${VAR}`, `${VAR:-instead}`, `env:VAR`.
    ///
    /// # Errors
    /// When a variable is not set.
    pub fn expand(text: &str, environment: &Environment) -> Result<String, UrlError> {
        environment.expand(text)
    }

    /// A text that may be a URL, with whatever may be a secret in it as `***`.
    #[must_use]
    pub fn redacted(text: &str) -> String {
        redact::redacted(text)
    }
}

fn read(text: &str, environment: &Environment) -> Result<Parsed, UrlError> {
    if libpq::is_key_values(text) {
        let mut settings = Settings::default();
        for (key, value) in libpq::key_values(text)? {
            settings.parameter(Usage::Postgres, &key, &value)?;
        }
        return server::parsed(Engine::Postgres, settings, environment);
    }
    let scheme = split_scheme(text);
    let known = scheme.as_ref().and_then(|scheme| meaning(&scheme.word));
    match (scheme, known) {
        (Some(_), Some(Meaning::Foreign(way))) => Err(UrlError(way)),
        (Some(scheme), Some(Meaning::Live(Engine::Sqlite))) => {
            let mut notes = Vec::new();
            let file = sqlite::file(scheme.rest, scheme.word == "file", environment, &mut notes)?;
            Ok(Parsed { url: DbUrl::of_sqlite_file(&file), notes, connect_timeout: None })
        }
        (Some(scheme), Some(Meaning::Live(engine))) => {
            server::parsed(engine, settings(&scheme, engine)?, environment)
        }
        _ if is_go(text) => {
            let mut settings = Settings::default();
            let query = authority::read(&mut settings, text)?;
            parameters(&mut settings, Usage::Mysql, query.split('&'))?;
            server::parsed(Engine::Mysql, settings, environment)
        }
        (Some(scheme), None) if scheme.jdbc || scheme.rest.starts_with("//") => Err(unknown(&scheme.word)),
        _ => Err(UrlError(
            "this is no URL of a database: write `sqlite:app.db`, `mysql://user@host/database` or \
             `postgres://user@host/database`"
                .to_owned(),
        )),
    }
}

fn settings(scheme: &Scheme<'_>, engine: Engine) -> Result<Settings, UrlError> {
    let usage = match (engine.is_mysql_like(), scheme.jdbc) {
        (false, false) => Usage::Postgres,
        (false, true) => Usage::PostgresJdbc,
        (true, false) => Usage::Mysql,
        (true, true) => Usage::MysqlJdbc,
    };
    let mut settings = Settings::default();
    if let Some(rest) = scheme.rest.strip_prefix("//") {
        let query = authority::read(&mut settings, rest)?;
        parameters(&mut settings, usage, query.split('&'))?;
    } else if scheme.rest.split('?').next().is_some_and(|path| path.contains('=')) && !scheme.jdbc {
        // PHP's form escapes nothing.
        for pair in scheme.rest.split(';') {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            if !name.trim().is_empty() {
                settings.parameter(usage, name.trim(), value)?;
            }
        }
    } else {
        let (database, query) = scheme.rest.split_once('?').unwrap_or((scheme.rest, ""));
        if database.contains([':', '@']) {
            return Err(UrlError(
                "two slashes are missing after the scheme: write `scheme://user@host/database`".into(),
            ));
        }
        settings.set(Part::Database, authority::decoded(database.trim_matches('/')));
        parameters(&mut settings, usage, query.split('&'))?;
    }
    Ok(settings)
}

fn parameters<'a>(
    settings: &mut Settings,
    usage: Usage,
    pairs: impl Iterator<Item = &'a str>,
) -> Result<(), UrlError> {
    for pair in pairs.filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let name = authority::decoded(name);
        let decoded = authority::decoded(value);
        settings.parameter(usage, &name, &decoded)?;
        if settings.get(Part::Password) == Some(&decoded) {
            settings.set_password(&decoded, value);
        }
    }
    Ok(())
}

/// Go's `user:password@tcp(host:3306)/database`.
fn is_go(text: &str) -> bool {
    ["tcp(", "tcp4(", "tcp6(", "unix("].iter().any(|word| {
        text.strip_prefix(word)
            .or_else(|| text.split_once(&format!("@{word}")).map(|(_, rest)| rest))
            .is_some_and(|rest| rest.contains(")/"))
    })
}

/// The text without the quotes that `.env` files and consoles leave around it.
fn unquoted(text: &str) -> &str {
    let text = text.trim();
    ['"', '\'', '`']
        .into_iter()
        .find_map(|quote| text.strip_prefix(quote)?.strip_suffix(quote))
        .unwrap_or(text)
}
