//! The dialect that a path speaks of.

use fklint_catalog::Engine;

/// Words of paths, and the engine they mean. CockroachDB speaks PostgreSQL's dialect.
const WORDS: &[(&str, Engine)] = &[
    ("cockroach", Engine::Postgres),
    ("cockroachdb", Engine::Postgres),
    ("crdb", Engine::Postgres),
    ("maria", Engine::Mariadb),
    ("mariadb", Engine::Mariadb),
    ("mssql", Engine::SqlServer),
    ("mssqlserver", Engine::SqlServer),
    ("mysql", Engine::Mysql),
    ("mysqli", Engine::Mysql),
    ("ora", Engine::Oracle),
    ("oracle", Engine::Oracle),
    ("pg", Engine::Postgres),
    ("pgsql", Engine::Postgres),
    ("pkb", Engine::Oracle),
    ("pks", Engine::Oracle),
    ("plsql", Engine::Oracle),
    ("postgre", Engine::Postgres),
    ("postgres", Engine::Postgres),
    ("postgresql", Engine::Postgres),
    ("psql", Engine::Postgres),
    ("sqlite", Engine::Sqlite),
    ("sqlserver", Engine::SqlServer),
    ("tsql", Engine::SqlServer),
];

/// The engine that the last telling part of the path names. A part that names two tells nothing.
pub(super) fn engine(path: &str) -> Option<Engine> {
    path.rsplit(['/', '\\']).find_map(|part| {
        let mut words = part.split(|c: char| !c.is_ascii_alphanumeric()).filter_map(word);
        let first = words.next()?;
        words.all(|other| other == first).then_some(first)
    })
}

/// `mysql8` and `postgresql96` name an engine too.
fn word(word: &str) -> Option<Engine> {
    let word = word.trim_end_matches(|c: char| c.is_ascii_digit());
    WORDS.iter().find(|(name, _)| word.eq_ignore_ascii_case(name)).map(|&(_, engine)| engine)
}
