//! `fklint fix --apply`, `--resume` and `--undo` on servers: what is left of a database when the process or the server is
//! killed at any step, connections break, others hold the tables or change them, rights are missing, and disks are full.
#![cfg(unix)]
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "what is skipped is said, and what is counted")]

mod aborted;
mod access;
mod between;
mod full;
mod killed;
mod long;
mod run;
mod settings;
mod shop;
mod waiting;

use fklint_catalog::Engine;
use fklint_testkit::servers::{Private, Server, from_env, required, start};

/// The password of everybody here.
const CANARY: &str = "c4n4ryS3cret";

const ALL: [Engine; 3] = [Engine::Mariadb, Engine::Mysql, Engine::Postgres];
const MYSQL_LIKE: [Engine; 2] = [Engine::Mariadb, Engine::Mysql];

/// Runs a test on each server there is.
fn on_each(test: &str, engines: &[Engine], run: impl Fn(&Server)) {
    for &engine in engines {
        let servers = from_env(engine).expect("the servers answer");
        if servers.is_empty() {
            println!("SKIPPED: {test} on {engine}: there is no server");
        }
        servers.iter().for_each(&run);
    }
}

/// A server that can be killed.
fn private(test: &str, engine: Engine) -> Option<Private> {
    let private = start(engine).expect("it starts");
    if private.is_none() {
        assert!(!required(), "{engine} is not installed");
        println!("SKIPPED: {test} on {engine}: it is not installed");
    }
    private
}

/// What became of the cases of a test.
#[derive(Default)]
struct Count {
    cases: usize,
    lost: usize,
}

impl Count {
    fn case(&mut self, lost: usize) {
        self.cases += 1;
        self.lost += lost;
    }

    /// Prints them. A case that does not end as it should has failed the test before.
    #[track_caller]
    fn told(&self, what: &str, server: &Server) {
        println!(
            "{what} on {server}: {} cases, {} survived, {} rows lost",
            self.cases, self.cases, self.lost
        );
        assert!(self.cases > 0 && self.lost == 0, "{what}: {} rows lost in {} cases", self.lost, self.cases);
    }
}
