//! Running the tests and everything else that must be green before a change lands.

use crate::{repo, tidy};

/// Parts of the tests that need something from outside, with the variable that names it.
const OPTIONAL: [(&str, &str); 1] = [(
    "FKLINT_CORPUS",
    "a folder of real-world schemas: every foreign key at its place, every statement read, sqlparser agrees",
)];

/// The schema that the smoke run looks at.
const DEMO: &str = "testdata/demo";

/// `cargo xtask test [FILTER]`: with servers of its own, which end with it whichever way it ends.
pub(crate) fn test(filter: &[String]) -> Result<(), String> {
    let skipped =
        OPTIONAL.iter().filter(|(name, _)| std::env::var_os(name).is_none_or(|value| value.is_empty()));
    for (name, what) in skipped.clone() {
        println!("SKIPPED: {name} is not set ({what})");
    }
    let mut cargo =
        repo::cargo(&["run", "--quiet", "--package", "fklint-testkit", "--bin", "with-servers", "--"]);
    cargo.args(["cargo", "test", "--workspace", "--no-fail-fast"]).args(filter);
    repo::sh(cargo)?;
    for (name, _) in skipped {
        println!("note: what needs {name} was skipped");
    }
    Ok(())
}

/// `cargo xtask bless`: what fixtures print, and what the engines at hand say to their witnesses. Of other engines it keeps
/// what is written.
pub(crate) fn bless() -> Result<(), String> {
    let mut cargo =
        repo::cargo(&["run", "--quiet", "--package", "fklint-testkit", "--bin", "with-servers", "--"]);
    cargo.args(["cargo", "test", "--package", "fklint-rules", "--test", "fixtures", "--test", "witnesses"]);
    cargo.env("FKLINT_BLESS", "1");
    repo::sh(cargo)
}

/// `cargo xtask ci`: cheap checks first.
pub(crate) fn run() -> Result<(), String> {
    tidy::run()?;
    repo::sh(repo::cargo(&["fmt", "--all", "--check"]))?;
    repo::sh(repo::cargo(&["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))?;
    test(&[])?;
    smoke()
}

/// The binary that the tests built, on the demo: it finds something, says so by its exit code, and is silent when told to
/// be. A release would take minutes to link.
fn smoke() -> Result<(), String> {
    let binary = repo::binary("debug");
    let run = |arguments: &[&str]| {
        let output = repo::command(&binary, arguments).output();
        output.map_err(|error| format!("cannot run {}: {error}", binary.display()))
    };
    println!("$ fklint check {DEMO}");
    let found = run(&["check", DEMO, "--color", "never"])?;
    let text = String::from_utf8_lossy(&found.stdout);
    print!("{text}");
    if found.status.code() != Some(1) {
        let errors = String::from_utf8_lossy(&found.stderr);
        return Err(format!("the demo has findings, so exit code 1 was due: {}\n{errors}", found.status));
    }
    if !text.contains("fk-set-null-not-null") {
        return Err("the demo's SET NULL on a NOT NULL column was not told".to_owned());
    }
    let tolerant = run(&["check", DEMO, "--exit-zero"])?;
    if !tolerant.status.success() {
        return Err(format!("--exit-zero ended with {}", tolerant.status));
    }
    println!("ci: all green");
    Ok(())
}
