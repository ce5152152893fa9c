//! Each tool's names, markers and ways back.

use std::collections::BTreeMap;

use super::{BLOG, DROP_INDEX, INDEX, assert_exit, err, out};
use crate::common::Folder;

#[test]
fn every_convention_has_its_own_names_markers_and_ways_back() {
    let goose = format!("-- +goose Up\n{BLOG}-- +goose Down\nDROP TABLE post;\nDROP TABLE users;\n");
    let dbmate = format!("-- migrate:up\n{BLOG}-- migrate:down\nDROP TABLE post;\n");
    let sql_migrate = format!("-- +migrate Up\n{BLOG}-- +migrate Down\nDROP TABLE post;\n");
    let liquibase = format!("--liquibase formatted sql\n\n--changeset me:1\n{BLOG}");
    let node_pg_migrate = format!("-- Up Migration\n{BLOG}\n-- down migration\nDROP TABLE post;\n");
    let drop = "DROP TABLE post;\nDROP TABLE users;\n";
    let (name, conf) = ("fk_index_missing_post_author", "executeInTransaction=false\n");
    type Files<'f> = Vec<(String, String)>;
    let file = |path: String, text: &str| (path, text.to_owned());
    let cases: Vec<(&str, Files<'_>, Files<'_>)> = vec![
        (
            "Flyway",
            vec![file("V1_2__a.sql".into(), BLOG), file("U1_2__a.sql".into(), drop)],
            vec![
                file(format!("U1_3__{name}.sql"), DROP_INDEX),
                file(format!("U1_3__{name}.sql.conf"), conf),
                file(format!("V1_3__{name}.sql"), INDEX),
                file(format!("V1_3__{name}.sql.conf"), conf),
            ],
        ),
        (
            "Flyway without undo",
            vec![file("V9__a.sql".into(), BLOG)],
            vec![file(format!("V10__{name}.sql"), INDEX), file(format!("V10__{name}.sql.conf"), conf)],
        ),
        (
            "golang-migrate",
            vec![file("000001_a.up.sql".into(), BLOG), file("000001_a.down.sql".into(), drop)],
            vec![
                (format!("000002_{name}.down.sql"), format!("-- no-transaction\n{DROP_INDEX}")),
                (format!("000002_{name}.up.sql"), format!("-- no-transaction\n{INDEX}")),
            ],
        ),
        (
            "goose",
            vec![("00001_a.sql".into(), goose)],
            vec![(
                format!("00002_{name}.sql"),
                format!("-- +goose NO TRANSACTION\n-- +goose Up\n{INDEX}\n-- +goose Down\n{DROP_INDEX}"),
            )],
        ),
        (
            "dbmate",
            vec![("20010101000000_a.sql".into(), dbmate)],
            vec![(
                format!("NOW_{name}.sql"),
                format!(
                    "-- migrate:up transaction:false\n{INDEX}\n-- migrate:down transaction:false\n{DROP_INDEX}"
                ),
            )],
        ),
        (
            "sql-migrate",
            vec![("1_a.sql".into(), sql_migrate)],
            vec![(
                format!("2_{name}.sql"),
                format!(
                    "-- +migrate Up notransaction\n{INDEX}\n-- +migrate Down notransaction\n{DROP_INDEX}"
                ),
            )],
        ),
        (
            "sqlx",
            vec![file("20010101000000_a.sql".into(), BLOG)],
            vec![(format!("NOW_{name}.sql"), format!("-- no-transaction\n{INDEX}"))],
        ),
        (
            "diesel",
            vec![
                file("00000000000000_diesel_initial_setup/up.sql".into(), ""),
                file("2001-01-01-000000_a/up.sql".into(), BLOG),
                file("2001-01-01-000000_a/down.sql".into(), drop),
            ],
            vec![
                file(format!("NOW_{name}/down.sql"), DROP_INDEX),
                file(format!("NOW_{name}/metadata.toml"), "run_in_transaction = false\n"),
                file(format!("NOW_{name}/up.sql"), INDEX),
            ],
        ),
        (
            "Prisma",
            vec![
                file("migration_lock.toml".into(), "provider = \"postgresql\"\n"),
                file("20010101000000_a/migration.sql".into(), BLOG),
            ],
            vec![file(format!("NOW_{name}/migration.sql"), INDEX)],
        ),
        (
            "Liquibase",
            vec![("001-a.sql".into(), liquibase)],
            vec![(
                format!("002-{name}.sql"),
                format!(
                    "--liquibase formatted sql\n\n--changeset fklint:002_{name} runInTransaction:false\n{INDEX}--rollback {DROP_INDEX}"
                ),
            )],
        ),
        (
            "yoyo",
            vec![
                file("0001.a.sql".into(), BLOG),
                file("0001.a.rollback.sql".into(), drop),
                file("0002.b.sql".into(), "-- depends: 0001.a\nSELECT 1;\n"),
            ],
            vec![
                file(format!("0003.{name}.rollback.sql"), DROP_INDEX),
                (format!("0003.{name}.sql"), format!("-- depends: 0002.b\n-- transactional: false\n{INDEX}")),
            ],
        ),
        (
            "node-pg-migrate",
            vec![("001_a.sql".into(), node_pg_migrate)],
            vec![(
                format!("002_{}.sql", name.trim_end_matches("_post_author")),
                format!("-- Up Migration\n{INDEX}\n-- Down Migration\n{DROP_INDEX}")
                    .replace("CONCURRENTLY ", ""),
            )],
        ),
        (
            "numbers",
            vec![file("09-a.sql".into(), BLOG)],
            vec![(format!("10-{name}.sql"), format!("-- no-transaction\n{INDEX}"))],
        ),
    ];
    for (tool, given, expected) in cases {
        let folder = given
            .iter()
            .fold(Folder::new(), |folder, (name, text)| folder.with(&format!("migrations/{name}"), text));
        let before = folder.files();
        let shown = folder.migrate(&["--diff", "--select", "fk-index-missing"]);
        assert_exit(&shown, 1);
        assert_eq!(folder.files(), before, "{tool}: a diff changes nothing");
        let output = folder.migrate(&["--select", "fk-index-missing"]);
        assert_exit(&output, 0);
        let added = folder.added(&before);
        let mut listed: Vec<&str> = out(&output).lines().collect();
        listed.sort_unstable();
        assert_eq!(listed, added.keys().map(String::as_str).collect::<Vec<_>>(), "{tool}");
        let prefixed = |(name, text)| (format!("migrations/{name}"), text);
        let expected: BTreeMap<String, String> = expected.into_iter().map(prefixed).collect();
        let undated: BTreeMap<String, String> =
            added.into_iter().map(|(name, text)| (undated(&name), text)).collect();
        assert_eq!(undated, expected, "{tool}");
        let again = folder.migrate(&["--select", "fk-index-missing"]);
        assert_eq!((out(&again), err(&again)), ("", "nothing to fix; 0 left\n"), "{tool}");
    }
}

/// A name with its timestamp, where it has one of today's, as `NOW`.
fn undated(name: &str) -> String {
    let parts = name.split_inclusive(['/', '_']).map(|part| {
        let digits = part.chars().filter(char::is_ascii_digit).count();
        let dated = digits == 14 && part.starts_with("20") && !part.starts_with("2001");
        if dated { "NOW_".to_owned() } else { part.to_owned() }
    });
    parts.collect()
}

#[test]
fn what_an_index_costs_in_a_transaction_that_the_tool_keeps_is_told_where_one_is_made() {
    let folder = Folder::new().with("migrations/001_a.sql", format!("-- Up Migration\n{BLOG}"));
    let told =
        "node-pg-migrate runs such a migration in a transaction: making an index there holds up writers";
    let index = folder.migrate(&["--diff", "--select", "fk-index-missing"]);
    assert!(err(&index).contains(told), "{}", err(&index));
    let other = folder.migrate(&["--diff", "--safety", "risky", "--select", "fk-update-action-missing"]);
    assert!(out(&other).contains("ON UPDATE CASCADE") && !err(&other).contains(told), "{}", err(&other));
}
