//! Servers to test on, and databases of our own there.

use std::io::{Write as _, stderr};
use std::sync::atomic::{AtomicU32, Ordering};

use fklint_catalog::Engine;
use fklint_reflect::live::url::{DbUrl, Environment, Host, Place, Server};
use fklint_reflect::live::{self, Live, LiveOptions, Session};
use postgres::{Client, Config, NoTls};

/// The PostgreSQL servers that `FKLINT_TEST_URLS` names; says so where there are none.
pub(crate) fn servers(test: &str) -> Vec<DbUrl> {
    let all = std::env::var("FKLINT_TEST_URLS").unwrap_or_default();
    let servers: Vec<DbUrl> = all.split_whitespace().filter_map(url).collect();
    if servers.is_empty() {
        skipped(test, "FKLINT_TEST_URLS names no PostgreSQL server");
    }
    servers
}

/// Says so past the harness, which would keep what a test prints that does not fail.
fn skipped(test: &str, why: &str) {
    let _ = writeln!(stderr(), "SKIPPED {test}: {why}");
}

fn url(text: &str) -> Option<DbUrl> {
    let url = DbUrl::parse(text, &Environment::of_process()).ok()?.url;
    (url.engine == Engine::Postgres).then_some(url)
}

/// A part of a URL changed.
pub(crate) fn with(url: &DbUrl, change: impl FnOnce(&mut Server)) -> DbUrl {
    let mut url = url.clone();
    if let Place::Server(server) = &mut url.place {
        change(server);
    }
    url
}

/// A plain client of the server itself.
pub(crate) fn client(url: &DbUrl) -> Client {
    let Place::Server(server) = &url.place else { panic!("a server") };
    let Host::Tcp(host) = &server.host else { panic!("a TCP port") };
    let mut config = Config::new();
    config.host(host).port(server.port).dbname(server.database.as_deref().unwrap_or("postgres"));
    config.user(server.user.as_deref().unwrap_or("postgres"));
    if let Some(password) = &server.password {
        config.password(password.expose());
    }
    config.connect(NoTls).unwrap()
}

/// A database of our own, gone with this.
pub(crate) struct Database {
    server: DbUrl,
    name: String,
    pub(crate) url: DbUrl,
}

impl Database {
    pub(crate) fn new(server: &DbUrl, ddl: &str) -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!("fklint_test_{}_{number}", std::process::id());
        client(server).batch_execute(&format!("CREATE DATABASE {name}")).unwrap();
        let url = with(server, |server| server.database = Some(name.clone()));
        let database = Self { server: server.clone(), name, url };
        database.client().batch_execute(ddl).unwrap();
        database
    }

    pub(crate) fn client(&self) -> Client {
        client(&self.url)
    }

    pub(crate) fn open(&self, options: &LiveOptions) -> Box<dyn Session> {
        live::open(&self.url, options).unwrap()
    }

    pub(crate) fn reflect(&self) -> Live {
        self.open(&LiveOptions::default()).reflect().unwrap()
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        // A test that fails has a session open still.
        let statement = format!("DROP DATABASE {} WITH (FORCE)", self.name);
        if let Err(error) = client(&self.server).batch_execute(&statement) {
            let _ = writeln!(stderr(), "{} stays: {error}", self.name);
        }
    }
}
