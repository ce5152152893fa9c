//! Every rule against its fixtures: one test for each property, over all rules at once.

use std::path::Path;

use fklint_catalog::Engine;
use fklint_rules::ALL;
use fklint_testkit::Suite;
use fklint_testkit::servers::from_env;

fn suite() -> Suite<'static> {
    Suite::new(ALL, env!("CARGO_MANIFEST_DIR"))
}

fn testdata() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../testdata")
}

#[test]
fn metadata_is_in_order() {
    suite().metadata().assert();
}

#[test]
fn findings_are_exactly_those_that_are_marked() {
    suite().marked_findings().assert();
}

#[test]
fn healthy_schemas_stay_silent() {
    suite().silence_in_health().assert();
}

#[test]
fn printed_findings_read_as_blessed() {
    suite().printed_output().assert();
}

#[test]
fn rules_overlap_only_where_blessed() {
    suite().overlap(&testdata().join("overlap.txt")).assert();
}

#[test]
fn words_keep_the_tone() {
    suite().words().assert();
}

#[test]
fn remedies_silence_their_finding_and_wake_no_other() {
    suite().remedies().assert();
}

#[test]
#[allow(clippy::print_stdout, reason = "what is skipped is said")]
fn live_fixtures_find_the_same_on_real_servers() {
    for engine in [Engine::Mysql, Engine::Mariadb] {
        let servers = from_env(engine).expect("the servers answer");
        if servers.is_empty() {
            println!("SKIPPED: live fixtures on {engine}: there is no server");
        } else {
            suite().live_findings(&servers).assert();
        }
    }
}

#[test]
fn the_demo_reads_as_blessed() {
    let folder = testdata().join("demo");
    suite()
        .example("testdata/demo/schema.sql", &folder.join("schema.sql"), &folder.join("schema.out"))
        .assert();
}
