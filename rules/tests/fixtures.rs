//! Every rule against its fixtures: one test for each property, over all rules at once.

use std::path::Path;

use fklint_rules::ALL;
use fklint_testkit::Suite;

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
fn fixed_texts_read_as_blessed() {
    suite().fixed_texts().assert();
}

#[test]
fn edited_texts_keep_the_promise_of_their_plans() {
    let (failures, edited) = suite().edits();
    println!("{} plans edited, {} refused", edited.plans, edited.refused.len());
    edited.refused.iter().for_each(|(place, why)| println!("{place}: {why}"));
    failures.assert();
}

#[test]
fn the_demo_reads_as_blessed() {
    let folder = testdata().join("demo");
    suite()
        .example("testdata/demo/schema.sql", &folder.join("schema.sql"), &folder.join("schema.out"))
        .assert();
}
