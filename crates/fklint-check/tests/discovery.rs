//! What a source gives: files, problems, and in which schema they end up.

mod support;

use fklint_catalog::Engine;
use fklint_check::{Options, SourceArg, check, load};
use support::{Files, RULES, options};

const A: &str = "CREATE TABLE a (id int PRIMARY KEY);\n";
const B: &str = "CREATE TABLE b (id int PRIMARY KEY, a_id int REFERENCES a (id));\n";

#[test]
fn a_directory_gives_its_sql_files_in_natural_order_and_nothing_else() {
    let files = Files::new(&[
        ("db/10.sql", B),
        ("db/2.sql", A),
        ("db/full.sql.postgres", ""),
        ("db/notes.md", ""),
        ("db/dump.sql.gz", ""),
        ("db/.hidden.sql", A),
        ("db/node_modules/x.sql", A),
        ("db/target/x.sql", A),
        ("db/ignored/x.sql", A),
        (".gitignore", "ignored/\n"),
    ]);
    let loaded = load(&[files.source("")], &options(Engine::Postgres));
    assert_eq!(loaded.problems, []);
    assert_eq!(files.schemas(&loaded), [": db/2.sql db/10.sql db/full.sql.postgres"]);
    assert_eq!(loaded.statistics.files, 3);
}

#[test]
fn a_file_is_taken_whatever_its_name() {
    let files = Files::new(&[("schema.txt", A), (".gitignore", "*.txt\n")]);
    let loaded = load(&[files.source("schema.txt")], &options(Engine::Postgres));
    assert_eq!(files.schemas(&loaded), ["schema.txt: schema.txt"]);
}

#[test]
fn what_cannot_be_looked_at_is_a_problem_and_the_rest_goes_on() {
    let files = Files::new(&[("a.sql", A), ("empty.sql", ""), ("image.sql", "\u{0}PNG"), ("docs/x.md", "")]);
    let sources = [
        files.source("none.sql"),
        files.source("image.sql"),
        files.source("docs"),
        SourceArg::from("sqlite:none.db"),
        files.source("a.sql"),
        files.source("empty.sql"),
    ];
    let outcome = check(&sources, &options(Engine::Postgres), RULES);
    let problems: Vec<String> = outcome
        .problems
        .iter()
        .map(|problem| format!("{}: {}", files.short(&problem.source), problem.message))
        .collect();
    assert_eq!(
        problems,
        [
            "none.sql: no such file or directory",
            "docs: no SQL file in it: name a directory with `.sql` files, or the files themselves",
            "image.sql: a binary file (byte 0 at offset 0): name a file of SQL, or dump the database to one",
            "sqlite:none.db: cannot be reached: there is no such file: see how its path is spelled",
        ]
    );
    assert_eq!(outcome.statistics.files, 2);
    assert_eq!(outcome.exit_code(fklint_rule::Severity::Warning), 2);
}

#[test]
fn a_directory_whose_files_are_all_ignored_says_so() {
    let files = Files::new(&[("gen/a.sql", A), ("gen/.gitignore", "*.sql\n")]);
    let loaded = load(&[files.source("gen")], &Options::default());
    assert_eq!(
        loaded.problems[0].message,
        "its only SQL file is hidden or ignored by `.gitignore`: name the file itself"
    );
}

#[test]
fn an_empty_file_is_clean_and_counted() {
    let files = Files::new(&[("empty.sql", "")]);
    let outcome = check(&[files.source("empty.sql")], &Options::default(), RULES);
    assert_eq!(outcome.problems, []);
    assert_eq!((outcome.statistics.files, outcome.statistics.tables), (1, 0));
    assert_eq!(outcome.exit_code(fklint_rule::Severity::Warning), 0);
}

#[test]
fn a_file_named_twice_counts_once() {
    let files = Files::new(&[("db/a.sql", A), ("db/b.sql", B)]);
    let loaded = load(
        &[files.source("db/a.sql"), files.source("db/../db/a.sql"), files.source("db")],
        &Options::default(),
    );
    assert_eq!(files.schemas(&loaded), ["db/a.sql: db/a.sql", "db/b.sql: db/b.sql"]);
}

#[test]
fn files_that_agree_are_one_schema() {
    let files = Files::new(&[("a.sql", A), ("sub/b.sql", B)]);
    let loaded = load(&[files.source("")], &options(Engine::Postgres));
    assert_eq!(files.schemas(&loaded), [": a.sql sub/b.sql"]);
    assert_eq!(loaded.statistics.tables, 2);
    let loaded = load(&[files.source("sub/b.sql"), files.source("a.sql")], &options(Engine::Postgres));
    assert_eq!(files.schemas(&loaded), ["a.sql: a.sql sub/b.sql"]);
}

#[test]
fn files_that_create_the_same_table_are_split_by_directory_and_then_by_file() {
    let files = Files::new(&[
        ("one/a.sql", A),
        ("one/b.sql", B),
        ("two/a.sql", A),
        ("three/a.sql", A),
        ("three/again.sql", A),
        ("own.sql", "CREATE TABLE own (id int);"),
    ]);
    let loaded = load(&[files.source("")], &options(Engine::Postgres));
    assert_eq!(
        files.schemas(&loaded),
        [
            "one: one/a.sql one/b.sql",
            "own.sql: own.sql",
            "three/a.sql: three/a.sql",
            "three/again.sql: three/again.sql",
            "two/a.sql: two/a.sql",
        ]
    );
}

#[test]
fn a_table_that_was_dropped_or_may_exist_or_is_temporary_may_be_created_again() {
    for second in [
        "DROP TABLE IF EXISTS a; CREATE TABLE a (id int);",
        "CREATE TABLE IF NOT EXISTS a (id int);",
        "CREATE TEMPORARY TABLE a (id int);",
        "CREATE TABLE other.a (id int);",
    ] {
        let files = Files::new(&[("1.sql", A), ("2.sql", second)]);
        let loaded = load(&[files.source("")], &options(Engine::Postgres));
        assert_eq!(files.schemas(&loaded), [": 1.sql 2.sql"], "{second}");
    }
}

#[test]
fn dialects_are_told_per_file_and_inherited_from_the_directory() {
    let files = Files::new(&[
        (
            "mysql/a.sql",
            "CREATE TABLE `a` (`id` int NOT NULL AUTO_INCREMENT, PRIMARY KEY (`id`)) ENGINE=InnoDB;",
        ),
        ("mysql/plain.sql", "CREATE TABLE c (id int);"),
        ("sqlite/a.sql", "PRAGMA foreign_keys = ON;\nCREATE TABLE d (id INTEGER PRIMARY KEY AUTOINCREMENT);"),
    ]);
    let loaded = load(&[files.source("")], &Options::default());
    let engines: Vec<_> = loaded
        .schemas
        .iter()
        .map(|schema| (schema.reflection.catalog.engine, schema.dialect_guessed))
        .collect();
    assert_eq!(files.schemas(&loaded), ["mysql: mysql/a.sql mysql/plain.sql", "sqlite/a.sql: sqlite/a.sql"]);
    assert_eq!(engines, [(Engine::Mysql, false), (Engine::Sqlite, false)]);
}

#[test]
fn a_dialect_that_nothing_tells_is_a_guess() {
    let files = Files::new(&[("a.sql", "CREATE TABLE a (id int);")]);
    let loaded = load(&[files.source("")], &Options::default());
    assert_eq!(loaded.schemas[0].reflection.catalog.engine, Engine::Postgres);
    assert!(loaded.schemas[0].dialect_guessed);
    let loaded = load(&[files.source("")], &options(Engine::Sqlite));
    assert_eq!(loaded.schemas[0].reflection.catalog.engine, Engine::Sqlite);
    assert!(!loaded.schemas[0].dialect_guessed);
}

#[test]
fn a_directory_of_migrations_is_a_schema_of_its_own_in_the_tools_order() {
    let files = Files::new(&[
        ("db/migrations/V2__b.sql", B),
        ("db/migrations/V1__a.sql", A),
        ("db/migrations/V10__again.sql", "DROP TABLE b; CREATE TABLE b (id int);"),
        ("db/migrations/U2__b.sql", "DROP TABLE b;"),
        ("db/schema.sql", "CREATE TABLE a (id int PRIMARY KEY);"),
    ]);
    let loaded = load(&[files.source("")], &options(Engine::Postgres));
    assert_eq!(
        files.schemas(&loaded),
        [
            "db/migrations: db/migrations/V1__a.sql db/migrations/V2__b.sql db/migrations/V10__again.sql",
            "db/schema.sql: db/schema.sql",
        ]
    );
    assert!(loaded.schemas[0].scripts.iter().all(|script| script.migration));
    assert_eq!(loaded.schemas[0].reflection.catalog.len(), 2);
    assert_eq!(loaded.statistics.files, 4);
}

#[test]
fn an_undoing_file_that_was_named_is_left_out_aloud() {
    let files = Files::new(&[("1_a.up.sql", A), ("1_a.down.sql", "DROP TABLE a;")]);
    let loaded = load(&[files.source("1_a.up.sql"), files.source("1_a.down.sql")], &Options::default());
    assert_eq!(loaded.schemas.len(), 1);
    assert!(loaded.warnings[0].contains("1_a.down.sql: undoes a migration"), "{:?}", loaded.warnings);
}
