//! An engine to work on: which it is, and what it does.

use std::fmt;
use std::path::Path;

use fklint_catalog::{Catalog, Engine, Semantics, Settings, Version};
use fklint_reflect::live::DbUrl;
use fklint_reflect::live::url::Environment;

use crate::session::{EngineError, Session};

/// An engine to work on. `Display` and `Debug` show neither user nor password.
#[derive(Clone)]
pub struct Server {
    engine: Engine,
    version: Version,
    settings: Settings,
    /// As it was given; empty for SQLite.
    text: String,
    address: DbUrl,
}

impl Server {
    /// The SQLite that is built into this program.
    #[must_use]
    pub fn sqlite() -> Self {
        let number = u16::try_from(rusqlite::version_number() / 1_000).unwrap_or_default();
        let patch = u16::try_from(rusqlite::version_number() % 1_000).unwrap_or_default();
        let version = Version::new(number / 1_000, number % 1_000, patch);
        Self {
            engine: Engine::Sqlite,
            version,
            settings: Settings::default(),
            text: String::new(),
            address: DbUrl::of_sqlite_file(Path::new(":memory:")),
        }
    }

    /// Logs in at a URL of `mysql`, `mariadb`, `postgres` or `postgresql`, and asks what answers there.
    ///
    /// # Errors
    /// When nothing answers, or not such an engine.
    pub fn at(url: &str) -> Result<Self, EngineError> {
        let parsed = DbUrl::parse(url, &Environment::of_process()).map_err(EngineError::other)?;
        let mut session = Session::connect(&parsed.url)?;
        let version = session.value("SELECT version()")?;
        let engine = match session.engine() {
            Engine::Mysql if version.contains("MariaDB") => Engine::Mariadb,
            other => other,
        };
        // PostgreSQL says `PostgreSQL 15.18 (Debian …) on …`.
        let number = version.trim_start_matches(|c: char| !c.is_ascii_digit());
        let version = number.parse().map_err(EngineError::other)?;
        let settings =
            if engine == Engine::Mysql { mysql_settings(&mut session)? } else { Settings::default() };
        Ok(Self { engine, version, settings, text: url.to_owned(), address: parsed.url })
    }

    /// The engine that answers: MariaDB also where the URL says `mysql`.
    #[must_use]
    pub const fn engine(&self) -> Engine {
        self.engine
    }

    /// Its version.
    #[must_use]
    pub const fn version(&self) -> Version {
        self.version
    }

    /// Its settings that change facts.
    #[must_use]
    pub const fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Its URL, with the password if there is one: not for messages. Empty for SQLite.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.text
    }

    /// Where it is; of SQLite a database in memory.
    #[must_use]
    pub const fn address(&self) -> &DbUrl {
        &self.address
    }

    /// A connection to it.
    ///
    /// # Errors
    /// When it does not answer any more.
    pub fn session(&self) -> Result<Session, EngineError> {
        Session::connect(&self.address)
    }

    /// What it does according to the table of facts.
    #[must_use]
    pub fn semantics(&self) -> Semantics {
        let mut catalog = Catalog::new(self.engine, Some(self.version));
        catalog.settings = self.settings.clone();
        Semantics::for_catalog(&catalog)
    }
}

impl fmt::Display for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.engine, self.version)?;
        if self.settings.native_foreign_keys == Some(true) {
            f.write_str(" (native foreign keys)")?;
        }
        Ok(())
    }
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Server({self})")
    }
}

/// What of the server's settings changes facts. Older servers do not know these variables.
fn mysql_settings(session: &mut Session) -> Result<Settings, EngineError> {
    let mut on = |name: &str| -> Result<Option<bool>, EngineError> {
        let rows = session.run(&format!("SHOW GLOBAL VARIABLES LIKE '{name}'"))?;
        let value = rows.rows.first().and_then(|row| row.get(1)?.as_deref());
        Ok(value.map(|value| value.eq_ignore_ascii_case("ON")))
    };
    Ok(Settings {
        restrict_fk_on_non_standard_key: on("restrict_fk_on_non_standard_key")?,
        native_foreign_keys: on("innodb_native_foreign_keys")?,
        ..Settings::default()
    })
}
