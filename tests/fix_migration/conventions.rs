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

#[test]
fn programs_get_programs_in_the_manner_of_the_last_one() {
    let knex = |signs: [&str; 2]| {
        let [export, kind] = signs;
        format!(
            "// index `post (author)` (fk-index-missing)\n{export}up = async (knex{kind}) => {{\n  await knex.raw(\"CREATE INDEX \
             CONCURRENTLY post_author_idx ON post (author)\");\n}};\n\n{export}down = async (knex{kind}) => {{\n  await \
             knex.raw(\"DROP INDEX CONCURRENTLY post_author_idx\");\n}};\n\n{export}config = {{ transaction: false }};\n"
        )
    };
    let import = "import type { Knex } from \"knex\";\n\n";
    let pgm = "// index `post (author)` (fk-index-missing)\nexports.up = (pgm) => {\n  pgm.noTransaction();\n  pgm.sql(\"CREATE \
               INDEX CONCURRENTLY post_author_idx ON post (author)\");\n};\n\nexports.down = (pgm) => {\n  \
               pgm.noTransaction();\n  pgm.sql(\"DROP INDEX CONCURRENTLY post_author_idx\");\n};\n";
    let cases = [
        ("20010101000000_a.js", "exports.up = (knex) => 1;", "NOW_", ".js", knex(["exports.", ""])),
        ("1_a.js", "export function up(knex) {}", "2_", ".js", knex(["export const ", ""])),
        (
            "9_a.ts",
            "export function up(knex) {}",
            "10_",
            ".ts",
            import.to_owned() + &knex(["export const ", ": Knex"]),
        ),
        ("1-a.cjs", "exports.up = (pgm) => {};", "2-", ".cjs", pgm.to_owned()),
    ];
    for (last, text, number, extension, expected) in cases {
        let folder = Folder::new().with("schema.sql", BLOG).with(&format!("migrations/{last}"), text);
        let alone = folder.migrate(&[]);
        assert_exit(&alone, 2);
        let why = "its migrations are JavaScript: name the schema that they make too, a dump or a database";
        assert!(err(&alone).contains(why), "{}", err(&alone));
        let before = folder.files();
        let output = folder.migrate(&["schema.sql", "--select", "fk-index-missing"]);
        assert_exit(&output, 1);
        let (name, text) = folder.added(&before).pop_first().expect("one is new");
        let expected_name = format!("migrations/{number}fk_index_missing_post_author{extension}");
        assert_eq!((undated(&name), text), (expected_name, expected), "after {last}");
    }
}

#[test]
fn refinery_has_the_names_of_flyway_and_no_way_out_of_its_transaction() {
    let manifest = "[dependencies]\nrefinery = \"0.8\"\n";
    let folder = || Folder::new().with("Cargo.toml", manifest).with("migrations/V1__a.sql", BLOG);
    let postgres = folder();
    let before = postgres.files();
    assert_exit(&postgres.migrate(&["--select", "fk-index-missing"]), 0);
    let index = INDEX.replace("CONCURRENTLY ", "");
    let expected = ("migrations/V2__fk_index_missing.sql".to_owned(), index);
    assert_eq!(postgres.added(&before).into_iter().collect::<Vec<_>>(), [expected]);
    let sqlite = folder();
    let arguments = ["fix", "--dialect", "sqlite", "--migration", "migrations", "--safety", "risky"];
    let output = sqlite.run(&arguments);
    assert_exit(&output, 1);
    let why = "let the rows follow changes of `users (username)`: not here: refinery runs it in a transaction, and it has to \
               begin its own";
    assert!(err(&output).contains(why), "{}", err(&output));
    assert_eq!(out(&output), "migrations/V2__fk_index_missing.sql\n", "the index needs none");
}
