//! What live databases do wrong, through the command: each fault has a message, a place and exit code 2, no fault hangs
//! or panics, and none shows a password.
#![cfg(unix)]
#![allow(clippy::print_stderr, reason = "what is skipped is said")]

mod access;
mod login;
mod network;
mod private;
mod proxy;
mod sqlite;

use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use fklint_catalog::Engine;
use fklint_testkit::scratch::{Scratch, Session};
use fklint_testkit::servers::{Server, from_env};

/// The password of everybody here.
const CANARY: &str = "c4n4ryS3cret";

/// Two tables and a row that breaks nothing.
const SHOP: &str = "CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE c (id INT PRIMARY KEY, pid INT, CONSTRAINT c_p FOREIGN KEY (pid) REFERENCES p (id));
INSERT INTO p VALUES (1);
INSERT INTO c VALUES (1, 1)";

/// A number that nobody else of this process has.
fn number() -> u32 {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

/// A folder that goes with the test, where the command runs and has its home.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        let path = std::env::temp_dir().join(format!("fklint-faults-{}-{}", std::process::id(), number()));
        std::fs::create_dir_all(path.join("home")).expect("it can be made");
        Self(path)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_fklint"));
        command.args(arguments).current_dir(&self.0).stdin(Stdio::null()).env_clear();
        command.env("HOME", self.path("home")).env("PATH", "/usr/bin:/bin");
        command
    }

    /// `fklint check`, and what it says; nothing of that may hold the password.
    fn check(&self, arguments: &[&str]) -> Told {
        self.told(&["check", "--format", "json", "--output", "full=report.txt"], arguments, |_| ())
    }

    fn told(&self, first: &[&str], arguments: &[&str], with: impl FnOnce(&mut Command)) -> Told {
        let mut command = self.command(&[first, arguments].concat());
        with(&mut command);
        let started = Instant::now();
        let told = Told::new(&command.output().expect("the command runs"), started.elapsed());
        let report = std::fs::read_to_string(self.path("report.txt")).unwrap_or_default();
        assert!(!report.contains(CANARY), "{report}");
        told
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// What a run said.
#[derive(Debug)]
struct Told {
    code: i32,
    out: String,
    err: String,
    took: Duration,
}

impl Told {
    fn new(output: &Output, took: Duration) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("it is text");
        let code = output.status.code().expect("it ends by itself");
        let told = Self { code, out: text(&output.stdout), err: text(&output.stderr), took };
        assert!(!told.out.contains(CANARY) && !told.err.contains(CANARY), "{told:?}");
        assert!(!told.err.contains("panicked") && (0..=2).contains(&code), "{told:?}");
        assert_eq!(code == 2, told.err.lines().any(|line| line.starts_with("error: ")), "{told:?}");
        told
    }

    /// It could not look, and said these words.
    #[track_caller]
    fn fails(&self, words: &[&str]) {
        assert_eq!(self.code, 2, "{self:?}");
        for word in words {
            assert!(self.err.contains(word), "no `{word}` in {self:?}");
        }
    }

    /// It looked, and has nothing to say against.
    #[track_caller]
    fn looked(&self, tables: usize) {
        assert!(self.code < 2, "{self:?}");
        assert_eq!(self.json()["summary"]["tables"], tables, "{self:?}");
    }

    fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).expect("it is JSON")
    }
}

/// Runs a test on each server there is.
fn on_each(test: &str, engines: &[Engine], run: impl Fn(&Server)) {
    for &engine in engines {
        let servers = from_env(engine).expect("the servers answer");
        if servers.is_empty() {
            eprintln!("SKIPPED: {test} on {engine}: there is no server");
        }
        servers.iter().for_each(&run);
    }
}

const ALL: [Engine; 3] = [Engine::Mariadb, Engine::Mysql, Engine::Postgres];
const MYSQL_LIKE: [Engine; 2] = [Engine::Mariadb, Engine::Mysql];

/// A database with the shop in it.
fn shop(server: &Server) -> Scratch {
    let mut scratch = Scratch::new(server).expect("a database can be made");
    scratch.run(SHOP).expect("the tables can be made");
    scratch
}

/// The host and port of a server.
fn address(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let rest = rest.split(['/', '?']).next().unwrap_or(rest);
    rest.rsplit_once('@').map_or(rest, |(_, address)| address)
}

/// The port of a server.
fn port(url: &str) -> u16 {
    address(url).rsplit_once(':').and_then(|(_, port)| port.parse().ok()).expect("the URL has a port")
}

/// A URL of the engine with a user who has the password.
fn url(engine: Engine, user: &str, address: &str, rest: &str) -> String {
    format!("{}://{user}:{CANARY}@{address}/{rest}", engine.id())
}

/// The URL of a database, by the user that the tests are given.
fn database_url(server: &Server, name: &str) -> String {
    let (url, address) = (server.url(), address(server.url()));
    let end = url.find(address).map_or(url.len(), |at| at + address.len());
    format!("{}/{name}", &url[..end])
}

/// A user who goes with the test.
struct User {
    name: String,
    server: Server,
    database: String,
}

impl User {
    /// Makes the user, who may do `rights` (`{}` is the user), if anything in one database.
    fn new(server: &Server, password: &str, database: &str, rights: &str) -> Self {
        let name = format!("fklint_{}_{}", std::process::id(), number());
        let user = Self { name, server: server.clone(), database: database.to_owned() };
        let literal = password.replace('\'', "''");
        let sql = if server.engine() == Engine::Postgres {
            format!("CREATE ROLE {} LOGIN PASSWORD '{literal}'", user.name)
        } else {
            format!("CREATE USER {}@'%' IDENTIFIED BY '{}'", user.name, literal.replace('\\', r"\\"))
        };
        let mut session = Session::open(server.url()).expect("the server answers");
        session.run(&sql).expect("a user can be made");
        let mark = if server.engine() == Engine::Postgres { "" } else { "@'%'" };
        for right in rights.split(';').filter(|right| !right.trim().is_empty()) {
            session.run(&right.replace("{}", &format!("{}{mark}", user.name))).expect("rights can be given");
        }
        user
    }
}

impl Drop for User {
    fn drop(&mut self) {
        let drops = if self.server.engine() == Engine::Postgres {
            let owned = format!("DROP OWNED BY {}", self.name);
            let _ = Session::open(&database_url(&self.server, &self.database))
                .and_then(|mut session| session.run(&owned));
            format!("DROP ROLE IF EXISTS {}", self.name)
        } else {
            format!("DROP USER IF EXISTS {}@'%'", self.name)
        };
        if let Err(error) = Session::open(self.server.url()).and_then(|mut session| session.run(&drops)) {
            eprintln!("user {} stays on {}: {error}", self.name, self.server);
        }
    }
}
