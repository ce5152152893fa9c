//! The engines that tests run on: those of `FKLINT_TEST_URLS`, or private servers that end with the process.

mod install;
mod private;

use std::sync::OnceLock;

use fklint_catalog::Engine;

pub use fklint_apply::server::Server;
pub use install::install;
pub use private::{Private, start};

/// The variable with the URLs of servers to test on, separated by white space. Where it is not set, private servers are
/// started for the process.
pub const URLS: &str = "FKLINT_TEST_URLS";

/// The engines that tests start by themselves and demand where `CI` or `FKLINT_REQUIRE_SERVERS=1` is set.
pub const OWN: [Engine; 2] = [Engine::Mariadb, Engine::Postgres];

/// The servers to test on, of one engine. SQLite is always there.
///
/// # Errors
/// When a server of [`URLS`] does not answer, a private one does not start, or none is there and it is [`required`].
pub fn from_env(engine: Engine) -> Result<Vec<Server>, String> {
    if engine == Engine::Sqlite {
        return Ok(vec![Server::sqlite()]);
    }
    let found: Vec<Server> = all()?.iter().filter(|server| server.engine() == engine).cloned().collect();
    match found.is_empty() && OWN.contains(&engine) && required() {
        true => Err(format!("there is no {engine} server, and the tests must have one")),
        false => Ok(found),
    }
}

/// SQLite, and what else there is. What is missing is said on standard output, as that `subject` is skipped there.
///
/// # Errors
/// As [`from_env`].
#[allow(clippy::print_stdout, reason = "what is skipped must be seen")]
pub fn to_test_on(subject: &str) -> Result<Vec<Server>, String> {
    let mut servers = Vec::new();
    for engine in [Engine::Sqlite, Engine::Mysql].into_iter().chain(OWN) {
        let found = from_env(engine)?;
        if found.is_empty() {
            println!("SKIPPED: {subject} on {engine}: there is no server");
        }
        servers.extend(found);
    }
    Ok(servers)
}

/// Does something on each server, at the same time: they do not share anything.
pub fn on_each<T: Send>(servers: &[Server], act: impl Fn(&Server) -> T + Sync) -> Vec<T> {
    std::thread::scope(|scope| {
        let act = &act;
        let running: Vec<_> = servers.iter().map(|server| scope.spawn(move || act(server))).collect();
        running.into_iter().map(|thread| thread.join().expect("what panics is a failed test")).collect()
    })
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
