//! Private servers end with the process that started them, however it ends, and leave no file.
#![allow(clippy::print_stderr, reason = "what is skipped is said")]

use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use fklint_testkit::scratch::Session;
use fklint_testkit::servers::URLS;

/// `with-servers`, holding its servers until its standard input ends, and the URLs that it gave.
fn running() -> (Child, Vec<String>) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_with-servers"));
    command.args(["sh", "-c", &format!("echo urls ${URLS}; read -r _; true")]).env_remove(URLS);
    command.env("FKLINT_NO_INSTALL", "1").env_remove("CI").env_remove("FKLINT_REQUIRE_SERVERS");
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("it starts");
    let output = BufReader::new(child.stdout.take().expect("it is piped"));
    let told =
        output.lines().map_while(Result::ok).find_map(|line| line.strip_prefix("urls").map(str::to_owned));
    let urls = told.expect("the URLs are told").split_whitespace().map(str::to_owned).collect();
    (child, urls)
}

/// The directories of the servers that a process started.
fn directories(process: u32) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(std::env::temp_dir()).expect("it can be listed").filter_map(Result::ok);
    let own = format!("-{process}-");
    let paths = entries.map(|entry| entry.path());
    paths.filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().contains(&own))).collect()
}

/// Waits until nothing answers at the URLs and no file is left.
fn assert_gone(urls: &[String], process: u32) {
    let begun = Instant::now();
    loop {
        let answering: Vec<&String> = urls.iter().filter(|url| Session::open(url).is_ok()).collect();
        let left = directories(process);
        if answering.is_empty() && left.is_empty() {
            return;
        }
        assert!(begun.elapsed() < Duration::from_secs(30), "{answering:?} answer, {left:?} are left");
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn servers_end_with_their_process() {
    let (mut child, urls) = running();
    if urls.is_empty() {
        eprintln!("SKIPPED: no server is installed");
        return;
    }
    assert_eq!(directories(child.id()).len(), urls.len());
    drop(child.stdin.take());
    assert!(child.wait().expect("it can be waited for").success());
    // It waited for its servers, so nothing has to be waited for here.
    assert!(urls.iter().all(|url| Session::open(url).is_err()) && directories(child.id()).is_empty());
}

#[test]
fn servers_end_when_their_process_is_killed() {
    let (mut child, urls) = running();
    if urls.is_empty() {
        eprintln!("SKIPPED: no server is installed");
        return;
    }
    child.kill().expect("it is ours");
    child.wait().expect("it can be waited for");
    assert_gone(&urls, child.id());
}
