//! What an engine makes of a foreign key whose columns have two types: every pair of a list, against what is foretold.

use fklint_catalog::semantics::TypePair;
use fklint_catalog::{DataType, Engine};
use fklint_testkit::scratch::{EngineError, Scratch};
use fklint_testkit::servers::Server;

use crate::Report;

/// A type for every way in which InnoDB stores one, and some that are stored alike.
const INNODB: &[&str] = &[
    "tinyint",
    "tinyint unsigned",
    "boolean",
    "smallint",
    "mediumint",
    "int",
    "integer unsigned",
    "bigint",
    "decimal(10,2)",
    "decimal(9,2)",
    "decimal(12,4)",
    "float",
    "float unsigned",
    "double",
    "char(5)",
    "varchar(20)",
    "binary(5)",
    "varbinary(20)",
    "varbinary(30)",
    "date",
    "datetime",
    "time(3)",
    "year",
    "bit(1)",
    "bit(9)",
    "enum('a')",
    "enum('a','b')",
    "set('a','b')",
];

/// Types that no key of `InnoDB` holds whole: a parent cannot have them, and a child is refused.
const INNODB_UNKEYED: &[&str] = &["text", "tinyblob", "json", "point", "geometry"];

/// Collations with and without blanks at the end, with the engine that has them; both have the others.
const COLLATIONS: &[(Option<Engine>, &str)] = &[
    (None, "utf8mb4_general_ci"),
    (None, "utf8mb4_bin"),
    (None, "latin1_swedish_ci"),
    (Some(Engine::Mysql), "utf8mb4_0900_ai_ci"),
    (Some(Engine::Mysql), "utf8mb4_0900_bin"),
    (Some(Engine::Mysql), "utf8mb4_ja_0900_as_cs"),
    (Some(Engine::Mariadb), "utf8mb4_general_nopad_ci"),
    (Some(Engine::Mariadb), "latin1_nopad_bin"),
];

/// A type of every family of operators.
const POSTGRES: &[&str] = &[
    "int2",
    "integer",
    "int8",
    "numeric",
    "numeric(10,2)",
    "real",
    "double precision",
    "text",
    "varchar(20)",
    "char(5)",
    "name",
    "uuid",
    "boolean",
    "date",
    "timestamp",
    "timestamptz",
    "time",
    "timetz",
    "interval",
    "bytea",
    "oid",
    "inet",
    "cidr",
    "bit(4)",
    "varbit(4)",
    "money",
    "macaddr",
    "integer[]",
    "bigint[]",
    "text[]",
    "jsonb",
    "int4range",
    "tsvector",
];

/// Types that PostgreSQL has no order for: a parent cannot have them, and a child is refused.
const POSTGRES_UNKEYED: &[&str] = &["json", "xml", "point", "box"];

/// A type of every affinity.
const SQLITE: &[&str] = &[
    "INTEGER",
    "BIGINT",
    "NUMERIC",
    "BOOLEAN",
    "UUID",
    "REAL",
    "DOUBLE",
    "TEXT",
    "VARCHAR(20)",
    "CLOB",
    "BLOB",
    "",
    "STRING",
];

pub(crate) fn prove(server: &Server, report: &mut Report) {
    if !report.wanted("type_pair") {
        return;
    }
    let tried = match server.engine() {
        Engine::Mysql | Engine::Mariadb => {
            refusals(server, INNODB, INNODB_UNKEYED, report).and_then(|()| short_texts(server, report))
        }
        Engine::Postgres => {
            refusals(server, POSTGRES, POSTGRES_UNKEYED, report).and_then(|()| scans(server, report))
        }
        Engine::Sqlite => plans(server, report),
        Engine::Oracle | Engine::SqlServer => Ok(()),
    };
    if let Err(error) = tried {
        report.fail("type_pair".to_owned(), format!("on {server}: {error}"));
    }
}

fn foretold(server: &Server, child: &str, parent: &str) -> TypePair {
    server.semantics().type_pair(&DataType::parse(child), &DataType::parse(parent), None)
}

fn expect(server: &Server, report: &mut Report, pair: (&str, &str), matches: bool, seen: &str) {
    report.run_besides("type_pair");
    if !matches {
        let told = foretold(server, pair.0, pair.1);
        let reason = format!("{server}: {} that refers to {} {seen}, foretold was {told:?}", pair.0, pair.1);
        report.fail("type_pair".to_owned(), reason);
    }
}

/// Which pairs the engine refuses.
fn refusals(
    server: &Server,
    types: &[&str],
    unkeyed: &[&str],
    report: &mut Report,
) -> Result<(), EngineError> {
    let mut scratch = Scratch::new(server)?;
    for parent in types {
        scratch.run(&format!("CREATE TABLE p (x {parent} PRIMARY KEY)"))?;
        for child in types.iter().chain(unkeyed) {
            let made = scratch.run(&format!("CREATE TABLE c (x {child}, FOREIGN KEY (x) REFERENCES p (x))"));
            let told = foretold(server, child, parent);
            let matches = told != TypePair::Unknown && made.is_ok() == (told != TypePair::Refused);
            expect(
                server,
                report,
                (child, parent),
                matches,
                if made.is_ok() { "is accepted" } else { "is refused" },
            );
            if made.is_ok() {
                scratch.run("DROP TABLE c")?;
            }
        }
        scratch.run("DROP TABLE p")?;
    }
    Ok(())
}

/// Which texts find their parent, and are found, though they are shorter than their type.
fn short_texts(server: &Server, report: &mut Report) -> Result<(), EngineError> {
    let mut scratch = Scratch::new(server)?;
    let is_there =
        |(engine, _): &&(Option<Engine>, &str)| engine.is_none_or(|engine| engine == server.engine());
    for (_, collation) in COLLATIONS.iter().filter(is_there) {
        for (child, parent) in [("char(5)", "char(9)"), ("char(5)", "varchar(5)"), ("varchar(5)", "char(5)")]
        {
            scratch.run(&format!(
                "CREATE TABLE p (x {parent} PRIMARY KEY) COLLATE {collation}; \
                 CREATE TABLE c (x {child}, FOREIGN KEY (x) REFERENCES p (x)) COLLATE {collation}; \
                 INSERT INTO p VALUES ('a')"
            ))?;
            let is_checked =
                scratch.run("INSERT INTO c VALUES ('a')").is_ok() && scratch.run("DELETE FROM p").is_err();
            let types = [child, parent].map(DataType::parse);
            let told = server.semantics().type_pair(&types[0], &types[1], Some(collation));
            report.run_besides("type_pair");
            if is_checked != (told == TypePair::Fits) {
                let reason = format!(
                    "{server}: {child} that refers to {parent} as {collation}: foretold was {told:?}"
                );
                report.fail("type_pair".to_owned(), reason);
            }
            scratch.run("DROP TABLE c; DROP TABLE p")?;
        }
    }
    Ok(())
}

/// Whether the DELETE of a parent uses the child's index: counted by the server.
fn scans(server: &Server, report: &mut Report) -> Result<(), EngineError> {
    let mut scratch = Scratch::new(server)?;
    scratch.run("SET enable_seqscan = off")?;
    for parent in POSTGRES {
        for child in POSTGRES {
            let told = foretold(server, child, parent);
            if told == TypePair::Refused {
                continue;
            }
            scratch.run(&format!(
                "CREATE TABLE p (x {parent} PRIMARY KEY); CREATE TABLE c (x {child} REFERENCES p); \
                 CREATE INDEX i ON c (x); INSERT INTO p VALUES ({})",
                value(parent)
            ))?;
            scratch.run("BEGIN")?;
            scratch.run("DELETE FROM p")?;
            let used = scratch.session(0)?.value("SELECT pg_stat_get_xact_numscans('i'::regclass)")? != "0";
            scratch.run("COMMIT")?;
            scratch.run("DROP TABLE c; DROP TABLE p")?;
            let seen = if used { "is found by index" } else { "is not found by index" };
            expect(server, report, (child, parent), used == (told != TypePair::Unindexed), seen);
        }
    }
    Ok(())
}

fn value(of: &str) -> &'static str {
    match of {
        "uuid" => "'00000000-0000-0000-0000-000000000001'",
        "boolean" => "true",
        "date" | "timestamp" | "timestamptz" => "'2020-01-01'",
        "time" | "timetz" | "interval" => "'01:00'",
        "inet" | "cidr" => "'10.0.0.1'",
        "macaddr" => "'08:00:2b:01:02:03'",
        "bit(4)" | "varbit(4)" => "B'1010'",
        "integer[]" | "bigint[]" | "text[]" => "'{1}'",
        "bytea" | "tsvector" => "'a'",
        "int4range" => "'[1,2)'",
        _ => "'1'",
    }
}

/// Whether the DELETE of a parent seeks in the child's index, by the program that SQLite makes of it.
fn plans(server: &Server, report: &mut Report) -> Result<(), EngineError> {
    for parent in SQLITE {
        for child in SQLITE {
            let mut scratch = Scratch::new(server)?;
            scratch.run(&format!(
                "CREATE TABLE p (x {parent} PRIMARY KEY, y); CREATE TABLE c (x {child} REFERENCES p (x)); \
                 CREATE INDEX i ON c (x)"
            ))?;
            let root = scratch.session(0)?.value("SELECT rootpage FROM sqlite_schema WHERE name = 'i'")?;
            // addr, opcode, p1, p2, …
            let program = scratch.run("EXPLAIN DELETE FROM p WHERE y = 1")?.rows;
            let is = |row: &[Option<String>], at: usize, word: &str| row[at].as_deref() == Some(word);
            let cursor = program.iter().find(|row| is(row, 1, "OpenRead") && is(row, 3, &root));
            let cursor = cursor.and_then(|row| row[2].clone());
            let seeks = program.iter().any(|row| is(row, 1, "SeekGE") && row[2] == cursor);
            let told = foretold(server, child, parent);
            let seen = if seeks { "is found by index" } else { "is not found by index" };
            expect(server, report, (child, parent), seeks == (told != TypePair::Unindexed), seen);
        }
    }
    Ok(())
}
