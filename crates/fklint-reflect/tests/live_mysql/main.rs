//! Reads real MySQL and MariaDB servers.
//!
//! They are those of `fklint_testkit::servers`: named by `FKLINT_TEST_URLS`, where the user may do everything, or private
//! ones. The tests say which engine they were skipped for.

mod access;
mod ask;
mod big;
mod schema;

use std::io::Write;
use std::sync::atomic::{AtomicUsize, Ordering};

use fklint_catalog::{Catalog, Engine};
use fklint_reflect::live::url::{Host, Place, Secret, Server, Tls, TlsMode};
use fklint_reflect::live::{self, DbUrl, Live, LiveError, LiveOptions, Session};
use fklint_reflect::{ScriptSource, ddl, replay};
use fklint_source::FileId;
use fklint_testkit::servers;
use mysql::prelude::Queryable;
use mysql::{Conn, OptsBuilder};

/// Runs a test on each server of both engines.
fn on_each(test: &str, run: impl Fn(&Server)) {
    for engine in [Engine::Mariadb, Engine::Mysql] {
        let found = servers::from_env(engine).expect("the servers");
        if found.is_empty() {
            // Past the capture of the test runner, which hides what tests that pass print.
            let line = format!("\nSKIPPED {test}: there is no {engine} server\n");
            let _ = std::io::stderr().write_all(line.as_bytes());
        }
        found.iter().filter_map(|found| server(found.url())).for_each(|server| run(&server));
    }
}

fn server(url: &str) -> Option<Server> {
    let rest = url.strip_prefix("mysql://").or_else(|| url.strip_prefix("mariadb://"))?;
    let (login, place) = rest.split('/').next()?.rsplit_once('@')?;
    let (user, password) = login.split_once(':').map_or((login, None), |(user, word)| (user, Some(word)));
    let (host, port) = place.rsplit_once(':').unwrap_or((place, "3306"));
    Some(Server {
        host: Host::Tcp(host.to_owned()),
        port: port.parse().expect("the port is a number"),
        user: Some(user.to_owned()),
        password: password.map(Secret::new),
        database: None,
        schemas: Vec::new(),
        tls: Tls { mode: TlsMode::Disable, ..Tls::default() },
    })
}

/// A server with a database of the test's own, which goes when the test ends.
struct Database {
    server: Server,
    conn: Conn,
    name: String,
    /// More to drop: `DATABASE x`, `USER y`.
    also: Vec<String>,
}

impl Database {
    fn new(server: &Server) -> Self {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        let Host::Tcp(host) = &server.host else { panic!("the tests connect by TCP") };
        let opts = OptsBuilder::new()
            .ip_or_hostname(Some(host))
            .tcp_port(server.port)
            .user(server.user.clone())
            .pass(server.password.as_ref().map(Secret::expose))
            .prefer_socket(false);
        let mut conn = Conn::new(opts).expect("the test server answers");
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!("fklint_{}_{number}", std::process::id());
        conn.query_drop("SET NAMES utf8mb4").expect("the character set");
        let create = format!("CREATE DATABASE {name} CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci");
        conn.query_drop(create).expect("a database for the test");
        conn.query_drop(format!("USE {name}")).expect("the database is there");
        let server = Server { database: Some(name.clone()), ..server.clone() };
        Self { server, conn, name, also: Vec::new() }
    }

    fn with(server: &Server, ddl: &str) -> Self {
        let mut database = Self::new(server);
        database.run(ddl);
        database
    }

    fn run(&mut self, ddl: &str) {
        let mut result = self.conn.query_iter(ddl).unwrap_or_else(|error| panic!("{error}\n{ddl}"));
        while let Some(set) = result.iter() {
            set.for_each(drop);
        }
        drop(result);
    }

    fn is_mariadb(&mut self) -> bool {
        let version: Option<String> = self.conn.query_first("SELECT VERSION()").expect("a version");
        version.expect("a version").contains("MariaDB")
    }

    fn engine(&mut self) -> Engine {
        if self.is_mariadb() { Engine::Mariadb } else { Engine::Mysql }
    }

    fn open(&self, options: &LiveOptions) -> Result<Box<dyn Session>, LiveError> {
        open(&self.server, options)
    }

    fn reflect(&self) -> Live {
        self.open(&LiveOptions::default()).expect("a session").reflect().expect("a catalog")
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        let own = format!("DATABASE {}", self.name);
        for what in std::iter::once(&own).chain(&self.also) {
            if let Err(error) = self.conn.query_drop(format!("DROP {what}")) {
                let _ = writeln!(std::io::stderr(), "left behind: {what}: {error}");
            }
        }
    }
}

fn open(server: &Server, options: &LiveOptions) -> Result<Box<dyn Session>, LiveError> {
    let url = DbUrl { engine: Engine::Mysql, place: Place::Server(server.clone()) };
    live::open(&url, options)
}

/// What a text says, as the server of `like` would understand it.
fn read(sql: &str, like: &Catalog) -> Catalog {
    let read = ddl::read(sql.as_bytes(), like.engine);
    let source = ScriptSource { file: FileId(0), name: "t.sql".to_owned(), migration: false, read };
    replay(like.engine, like.version, vec![source]).catalog
}
