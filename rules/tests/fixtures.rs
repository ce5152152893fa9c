//! Every rule against its fixtures: one test for each property, over all rules at once.

use std::path::Path;

use fklint_catalog::Engine;
use fklint_rules::ALL;
use fklint_testkit::Suite;
use fklint_testkit::servers::from_env;

/// What others answer otherwise: see `testdata/peers/README.md`.
const PEERS: &[&str] = &[
    "cycle/all_tables_of_a_component.sql",
    "cycle/before_the_first_row.sql",
    "cycle/deletes_all_around.sql",
    "cycle/many_paths.sql",
    "cycle/rows_of_one_table.sql",
    "cycle/which_link_comes_second.sql",
    "index/asked_of_the_planner.sql",
    "index/columns_in_any_index.sql",
    "index/columns_in_any_order_of_one_index.sql",
    "index/exact_order.sql",
    "index/gap_between_columns.sql",
    "index/in_every_mode.sql",
    "index/kinds_of_index.sql",
    "index/made_by_the_engine.sql",
    "index/names_prove_nothing.sql",
    "index/of_the_parent.sql",
    "index/on_an_old_column.sql",
    "index/one_column_of_several.sql",
    "index/partial_index.sql",
    "index/partial_index_of_all_links.sql",
    "reported/01_rebuild_keeps_children.sql",
    "reported/01_rebuild_wipes_children.sql",
    "reported/07_cycle_checked_late.sql",
    "reported/08_circle_of_tables.sql",
    "reported/08_tree_that_deletes_itself.sql",
    "reported/11_set_null_over_not_null.sql",
    "reported/13_forgotten_in_the_database.sql",
    "reported/13_storage_engine_forgets.sql",
    "reported/14_index_of_a_junction.sql",
    "reported/14_index_of_some_rows.sql",
    "reported/17_clauses_in_any_order.sql",
    "reported/20_columns_pair_by_place.sql",
    "reported/20_tenant_beside_a_key.sql",
];

/// What is written second in a cycle of tables, and which tables are mere links.
const REAL_SHAPES: &[&str] = &[
    "account_and_default_payment.sql",
    "company_and_contact.sql",
    "country_and_capital.sql",
    "document_and_version.sql",
    "employee_and_manager.sql",
    "forum_and_last_post.sql",
    "invoice_and_credit_note.sql",
    "links_within_a_tenant.sql",
    "order_and_latest_line.sql",
    "repository_and_branch.sql",
    "tables_of_links.sql",
    "tenant_and_owner.sql",
    "user_and_profile.sql",
    "widget_and_favorite_of_its_own.sql",
];

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
fn silence_is_explained_and_contradicts_no_finding() {
    suite().reasons().assert();
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
fn what_others_answer_otherwise_is_answered_as_marked() {
    suite().marked_files(&testdata().join("peers"), PEERS, &[]).assert();
}

#[test]
fn heuristics_are_right_about_schemas_of_real_shapes() {
    let notes = ["association-without-cascade"];
    suite().marked_files(&testdata().join("precision"), REAL_SHAPES, &notes).assert();
}

#[test]
fn the_planner_agrees_about_missing_indexes() {
    suite().planner_agrees("fk-index-missing", &testdata().join("peers"), PEERS).assert();
}

#[test]
fn plans_ask_before_rows_can_refuse() {
    suite().with_schemas(testdata().join("plans")).probes().assert();
}

#[test]
fn remedies_that_are_taken_together_do_what_each_does_alone() {
    suite().with_schemas(testdata().join("plans")).remedies_together().assert();
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
