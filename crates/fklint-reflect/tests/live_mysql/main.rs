//! Reads real MySQL and MariaDB servers.
//!
//! `FKLINT_TEST_URLS` names them, as `mysql://user[:password]@host[:port]/`, between blanks; the user may do everything.
//! Without one of these engines the tests say that they were skipped.

#[path = "../common/mod.rs"]
mod common;

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
use mysql::prelude::Queryable;
use mysql::{Conn, OptsBuilder};

/// Runs a test on each server that is there.
fn on_each(test: &str, run: impl Fn(&Server)) {
    let urls = std::env::var("FKLINT_TEST_URLS").unwrap_or_default();
    let servers: Vec<Server> = urls.split_whitespace().filter_map(server).collect();
    if servers.is_empty() {
        // Past the capture of the test runner, which hides what tests that pass print.
        let line = format!("\nSKIPPED {test}: FKLINT_TEST_URLS names no MySQL or MariaDB server\n");
        let _ = std::io::stderr().write_all(line.as_bytes());
    }
    servers.iter().for_each(run);
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

/// What two catalogs say differently of their tables: `-` the first alone, `+` the second alone.
fn differences(written: &Catalog, live: &Catalog) -> Vec<String> {
    let mut out = Vec::new();
    let facts = |catalog: &Catalog, name: &fklint_catalog::TableName| {
        catalog.table(name).map_or_else(|| vec!["no table".to_owned()], facts)
    };
    let mut names: Vec<_> = written.tables().chain(live.tables()).map(|table| table.name.clone()).collect();
    names.sort();
    names.dedup();
    for name in names {
        let (before, after) = (facts(written, &name), facts(live, &name));
        let minus = before.iter().filter(|fact| !after.contains(fact)).map(|fact| ('-', fact));
        let plus = after.iter().filter(|fact| !before.contains(fact)).map(|fact| ('+', fact));
        out.extend(minus.chain(plus).map(|(sign, fact)| format!("{name} {sign} {fact}")));
    }
    out
}

/// A table as a line for each of its parts.
fn facts(table: &fklint_catalog::Table) -> Vec<String> {
    use common::print;
    let mut bare = fklint_catalog::Table::new(table.name.clone());
    let parts = table.columns.iter().map(print::column).chain(table.keys.iter().map(print::key));
    let parts = parts.chain(table.foreign_keys.iter().map(print::foreign_key));
    let mut out: Vec<String> = parts.chain(table.checks.iter().map(print::check)).collect();
    bare.kind.clone_from(&table.kind);
    bare.storage_engine.clone_from(&table.storage_engine);
    bare.partition_by.clone_from(&table.partition_by);
    bare.charset.clone_from(&table.charset);
    bare.collation.clone_from(&table.collation);
    bare.completeness = table.completeness;
    out.push(print::table(&bare));
    out
}
