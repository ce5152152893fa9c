//! The engines that tests run on: those of `FKLINT_TEST_URLS`, or private servers that end with the process.

mod install;
mod private;

use std::fmt;
use std::sync::OnceLock;

use fklint_catalog::{Catalog, Engine, Semantics, Settings, Version};

use crate::scratch::{EngineError, Session};

pub use install::install;
pub use private::{Private, start};

/// The variable with the URLs of servers to test on, separated by white space. Where it is not set, private servers are
/// started for the process.
pub const URLS: &str = "FKLINT_TEST_URLS";

/// The engines that tests start by themselves and demand where `CI` or `FKLINT_REQUIRE_SERVERS=1` is set.
pub const OWN: [Engine; 2] = [Engine::Mariadb, Engine::Postgres];

/// An engine to test on. `Display` and `Debug` show neither user nor password.
#[derive(Clone)]
pub struct Server {
    engine: Engine,
    version: Version,
    settings: Settings,
    url: String,
}

impl Server {
    /// The SQLite that is built into this program.
    #[must_use]
    pub fn sqlite() -> Self {
        let number = u16::try_from(rusqlite::version_number() / 1_000).unwrap_or_default();
        let patch = u16::try_from(rusqlite::version_number() % 1_000).unwrap_or_default();
        let version = Version::new(number / 1_000, number % 1_000, patch);
        Self { engine: Engine::Sqlite, version, settings: Settings::default(), url: String::new() }
    }

    /// Logs in at a URL of `mysql`, `mariadb`, `postgres` or `postgresql`, and asks what answers there.
    ///
    /// # Errors
    /// When nothing answers, or not such an engine.
    pub fn at(url: &str) -> Result<Self, EngineError> {
        let mut session = Session::open(url)?;
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
        Ok(Self { engine, version, settings, url: url.to_owned() })
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
        &self.url
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

/// The servers to test on, of one engine. SQLite is always there.
///
/// # Errors
/// When a server of [`URLS`] does not answer, a private one does not start, or none is there and it is [`required`].
pub fn from_env(engine: Engine) -> Result<Vec<Server>, String> {
    if engine == Engine::Sqlite {
        return Ok(vec![Server::sqlite()]);
    }
    let found: Vec<Server> = all()?.iter().filter(|server| server.engine == engine).cloned().collect();
    match found.is_empty() && OWN.contains(&engine) && required() {
        true => Err(format!("there is no {engine} server, and the tests must have one")),
        false => Ok(found),
    }
}

/// Whether missing servers are failures: `CI` or `FKLINT_REQUIRE_SERVERS=1` is set.
#[must_use]
pub fn required() -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0");
    set("CI") || set("FKLINT_REQUIRE_SERVERS")
}

/// All servers, looked for once. Private ones live as long as the process: their guards notice its end.
fn all() -> Result<&'static [Server], String> {
    static GIVEN: OnceLock<Result<Vec<Server>, String>> = OnceLock::new();
    static STARTED: OnceLock<Vec<Private>> = OnceLock::new();
    let found = GIVEN.get_or_init(|| match std::env::var(URLS) {
        Ok(urls) => urls.split_whitespace().map(given).collect(),
        Err(_) => {
            let started = OWN.iter().map(|engine| start(*engine)).collect::<Result<Vec<_>, _>>()?;
            let own = STARTED.get_or_init(|| started.into_iter().flatten().collect());
            Ok(own.iter().map(|private| private.server().clone()).collect())
        }
    });
    found.as_ref().map(Vec::as_slice).map_err(Clone::clone)
}

fn given(url: &str) -> Result<Server, String> {
    Server::at(url).map_err(|error| {
        let host = url.rsplit_once('@').map_or(url, |(_, host)| host);
        format!("the server at {host} of {URLS} cannot be used: {error}")
    })
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
