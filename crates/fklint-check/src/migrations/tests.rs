//! Each convention on a directory of its own.

use std::fs;

use tempfile::TempDir;

use super::*;
use crate::discover;

/// What is recognised in a directory of these files: each migration target as `tool name: file file`, then the
/// skipped and the remaining files.
fn recognised(files: &[(&str, &str)]) -> Vec<String> {
    let root = TempDir::new().expect("a temporary directory can be made");
    for (name, text) in files {
        let path = root.path().join(name);
        fs::create_dir_all(path.parent().expect("a file has a directory")).expect("directories can be made");
        fs::write(path, text).expect("files can be written");
    }
    let mut problems = Vec::new();
    let found = discover::files(root.path(), &mut problems);
    assert_eq!(problems, []);
    let texts = discover::read(found, &rustc_hash::FxHashMap::default(), &mut Vec::new());
    let members: Vec<usize> = (0..texts.len()).collect();
    let recognised = recognise(&texts, &members);
    let prefix = format!("{}/", root.path().display());
    let names = |texts_of: &[usize]| {
        let name =
            |&text: &usize| texts[text].found.name.strip_prefix(&prefix).expect("it is in the directory");
        texts_of.iter().map(name).collect::<Vec<_>>().join(" ")
    };
    let mut lines: Vec<String> = recognised
        .migrations
        .iter()
        .map(|one| {
            let name = format!("{}/", one.name).replacen(&prefix, "", 1);
            let name = name.trim_end_matches('/');
            let engine = one.engine.map_or(String::new(), |engine| format!(" [{}]", engine.id()));
            format!("{} {name}{engine}: {}", one.tool, names(&one.members))
        })
        .collect();
    for (word, texts) in [("skipped", &recognised.skipped), ("rest", &recognised.rest)] {
        if !texts.is_empty() {
            lines.push(format!("{word}: {}", names(texts)));
        }
    }
    lines
}

/// The same for files whose text does not matter.
fn named(files: &[&str]) -> Vec<String> {
    recognised(&files.iter().map(|&name| (name, "SELECT 1;")).collect::<Vec<_>>())
}

#[test]
fn flyway_orders_versions_by_number_skips_undo_and_runs_repeatables_last() {
    assert_eq!(
        named(&[
            "m/R__views.sql",
            "m/V10__c.sql",
            "m/V1_2__b.sql",
            "m/V1.1__a.sql",
            "m/U10__c.sql",
            "m/later/V11__d.sql",
            "m/notes.sql",
        ]),
        [
            "Flyway m: m/V1.1__a.sql m/V1_2__b.sql m/V10__c.sql m/later/V11__d.sql m/R__views.sql",
            "skipped: m/U10__c.sql",
            "rest: m/notes.sql",
        ]
    );
}

#[test]
fn flyway_vendor_directories_are_one_target_each_with_the_common_files() {
    assert_eq!(
        named(&["db/common/V1__a.sql", "db/mysql/V2__b.sql", "db/postgresql/V2__b.sql"]),
        [
            "Flyway db (mysql) [mysql]: db/common/V1__a.sql db/mysql/V2__b.sql",
            "Flyway db (postgresql) [postgres]: db/common/V1__a.sql db/postgresql/V2__b.sql",
        ]
    );
}

#[test]
fn flyway_directories_named_for_versions_are_run_together_unless_each_starts_anew() {
    assert_eq!(
        named(&["db/2.9/V2_9_1__a.sql", "db/2.10/V2_10_1__b.sql", "db/2024/V3__c.sql"]),
        ["Flyway db: db/2.9/V2_9_1__a.sql db/2.10/V2_10_1__b.sql db/2024/V3__c.sql"]
    );
    assert_eq!(
        named(&["db/v1/V1__a.sql", "db/v2/V1__a.sql"]),
        ["Flyway db/v1: db/v1/V1__a.sql", "Flyway db/v2: db/v2/V1__a.sql"]
    );
}

#[test]
fn flyway_baseline_stands_for_the_versions_up_to_it() {
    assert_eq!(
        named(&["m/V1__a.sql", "m/V2__b.sql", "m/B2__base.sql", "m/V3__c.sql"]),
        ["Flyway m: m/B2__base.sql m/V3__c.sql", "skipped: m/V1__a.sql m/V2__b.sql"]
    );
}

#[test]
fn golang_migrate_and_sqlx_run_the_up_files_only() {
    assert_eq!(
        named(&[
            "m/2_b.up.sql",
            "m/10_c.up.sql",
            "m/2_b.down.sql",
            "m/000001_a.up.sql",
            "m/000001_a.down.sql"
        ]),
        [
            "golang-migrate m: m/000001_a.up.sql m/2_b.up.sql m/10_c.up.sql",
            "skipped: m/000001_a.down.sql m/2_b.down.sql",
        ]
    );
}

#[test]
fn files_for_several_dialects_are_one_target_each_and_a_special_file_stands_for_the_general_one() {
    assert_eq!(
        named(&[
            "m/20200101_a.up.sql",
            "m/20200102_b.sqlite.up.sql",
            "m/20200102_b.mysql.up.sql",
            "m/20200102_b.mysql.down.sql",
            "m/20200103_c.up.sql",
            "m/20200103_c.mysql.up.sql",
        ]),
        [
            "golang-migrate m (mysql) [mysql]: m/20200101_a.up.sql m/20200102_b.mysql.up.sql m/20200103_c.mysql.up.sql",
            "golang-migrate m (sqlite) [sqlite]: m/20200101_a.up.sql m/20200102_b.sqlite.up.sql m/20200103_c.up.sql",
            "skipped: m/20200102_b.mysql.down.sql",
        ]
    );
}

#[test]
fn diesel_and_hasura_have_a_directory_for_each_migration() {
    assert_eq!(
        named(&["m/2_b/up.sql", "m/2_b/down.sql", "m/10_c/up.sql", "m/00000000000001_a/up.sql"]),
        ["Diesel m: m/00000000000001_a/up.sql m/2_b/up.sql m/10_c/up.sql", "skipped: m/2_b/down.sql"]
    );
    // Its versions have hyphens or none.
    assert_eq!(
        named(&["m/2017-09-23-182408_b/up.sql", "m/20170309122510_a/up.sql", "m/20180101000000_c/up.sql"]),
        ["Diesel m: m/20170309122510_a/up.sql m/2017-09-23-182408_b/up.sql m/20180101000000_c/up.sql"]
    );
}

#[test]
fn prisma_tells_its_engine() {
    assert_eq!(
        recognised(&[
            ("prisma/migrations/20210102000000_b/migration.sql", ""),
            ("prisma/migrations/20210101000000_a/migration.sql", ""),
            ("prisma/migrations/migration_lock.toml", "provider = \"mysql\"\n"),
        ]),
        ["Prisma prisma/migrations [mysql]: prisma/migrations/20210101000000_a/migration.sql \
          prisma/migrations/20210102000000_b/migration.sql"]
    );
}

#[test]
fn drizzle_runs_what_its_journal_lists_in_the_journals_order() {
    assert_eq!(
        recognised(&[
            ("drizzle/0000_z.sql", ""),
            ("drizzle/0001_a.sql", ""),
            ("drizzle/0002_dropped.sql", ""),
            (
                "drizzle/meta/_journal.json",
                r#"{"version":"7","dialect":"sqlite","entries":[{"idx":0,"tag":"0001_a"},{"idx":1,"tag":"0000_z"}]}"#
            ),
        ]),
        ["drizzle drizzle [sqlite]: drizzle/0001_a.sql drizzle/0000_z.sql", "rest: drizzle/0002_dropped.sql"]
    );
}

#[test]
fn markers_tell_goose_dbmate_sql_migrate_node_pg_migrate_and_liquibase() {
    let up = |tool, marker: &str, first: &str, second: &str| {
        let text = format!("-- licence\n{marker}\nSELECT 1;\n");
        let (first, second) = (format!("db/{first}"), format!("db/{second}"));
        assert_eq!(recognised(&[(&second, ""), (&first, &text)]), [format!("{tool} db: {first} {second}")]);
    };
    up("goose", "-- +goose Up", "2_a.sql", "10_b.sql");
    up("dbmate", "-- migrate:up", "20200101_a.sql", "20200102_b.sql");
    up("sql-migrate", "-- +migrate Up", "a.sql", "b.sql");
    up("node-pg-migrate", "-- Up Migration", "1700000000001_a.sql", "1700000000002_b.sql");
    up("Liquibase", "--liquibase formatted sql", "a2.sql", "a10.sql");
}

#[test]
fn atlas_is_known_by_its_checksum_file() {
    assert_eq!(
        recognised(&[
            ("m/1_a.sql", ""),
            ("m/2_b.sql", ""),
            ("m/atlas.sum", "h1:"),
            ("m/x.sql", ""),
            ("m/y.sql", ""),
            ("m/z.sql", "")
        ]),
        ["Atlas m: m/1_a.sql m/2_b.sql", "rest: m/x.sql m/y.sql m/z.sql"]
    );
}

#[test]
fn timestamps_are_migrations_anywhere_and_short_numbers_in_a_directory_of_that_name() {
    assert_eq!(
        named(&["supabase/migrations/20240102030405_b.sql", "supabase/migrations/20240101000000_a.sql"]),
        ["timestamps supabase/migrations: supabase/migrations/20240101000000_a.sql \
          supabase/migrations/20240102030405_b.sql"]
    );
    assert_eq!(
        named(&["migrations/2.sql", "migrations/10.sql"]),
        ["numbers migrations: migrations/2.sql migrations/10.sql"]
    );
    assert_eq!(named(&["schemas/1_a.sql", "schemas/2_b.sql"]), ["rest: schemas/1_a.sql schemas/2_b.sql"]);
}

#[test]
fn yoyo_is_known_by_what_rolls_back_or_by_what_texts_depend_on() {
    assert_eq!(
        named(&[
            "db/0002.b.rollback.sql",
            "db/0002.b.sql",
            "db/0010-c.sql",
            "db/0001_a.sql",
            "db/post-apply.sql",
        ]),
        [
            "yoyo db: db/0001_a.sql db/0002.b.sql db/0010-c.sql db/post-apply.sql",
            "skipped: db/0002.b.rollback.sql",
        ]
    );
    let depends = "-- depends: 20240131_01_AbCdE-a\nSELECT 1;";
    assert_eq!(
        recognised(&[("db/20240131_02_VwXyZ-b.sql", depends), ("db/20240131_01_AbCdE-a.sql", "")]),
        ["yoyo db: db/20240131_01_AbCdE-a.sql db/20240131_02_VwXyZ-b.sql"]
    );
    // A schema that says in a comment what it needs has no numbers.
    assert_eq!(recognised(&[("db/a.sql", "-- Depends: b.sql\n")]), ["rest: db/a.sql"]);
}

#[test]
fn plain_schema_files_are_no_migrations() {
    assert_eq!(named(&["db/structure.sql", "db/seeds.sql"]), ["rest: db/seeds.sql db/structure.sql"]);
}
