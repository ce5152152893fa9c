//! What a statement is about, from its first words.

use fklint_catalog::Engine;

use super::lex::words::{Head, Words};
use super::split::shape::created;

/// What a statement is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Defines tables, columns, keys, types or schemas: `CREATE`, `ALTER`, `DROP`, `RENAME`, `COMMENT ON`.
    Definition,
    /// May hold definitions in its body or in its strings: `DO`, `CALL`, `CREATE FUNCTION`, `PREPARE … FROM`.
    Routine,
    /// Writes rows: `INSERT`, `UPDATE`, `DELETE`, `COPY`, `SELECT … INTO`.
    Rows,
    /// Sets something for the statements that follow: `PRAGMA`, `SET`, `USE`, `ALTER SESSION`.
    Setting,
    /// `BEGIN`, `COMMIT`, `SAVEPOINT` …
    Transaction,
    /// Anything else.
    Other,
}

/// How many words a search inside a statement looks at.
const REACH: usize = 4096;

/// Classifies one statement, a piece of [`super::split::split`], by its first words.
#[must_use]
pub fn classify(statement: &[u8], engine: Engine) -> Class {
    let mut words = Words::new(statement, 0, engine);
    let Some(first) = words.next() else { return Class::Other };
    let Head::Word(word) = first else {
        let label = engine == Engine::Oracle && first == Head::Punct(b'<');
        return if label { Class::Routine } else { Class::Other };
    };
    let is = |keyword: &str| word.eq_ignore_ascii_case(keyword.as_bytes());
    let rest = words.clone();
    let next_is = |keywords: &[&str]| rest.peek().is_some_and(|next| next.is_any(keywords));
    match word.first().map(u8::to_ascii_uppercase) {
        Some(b'A') if is("ALTER") => altered(created(&mut words), engine),
        Some(b'A') if is("ABORT") => Class::Transaction,
        Some(b'B') if is("BEGIN") => match engine {
            Engine::Mysql | Engine::Mariadb if next_is(&["NOT"]) => Class::Routine,
            Engine::SqlServer if !next_is(&["TRAN", "TRANSACTION", "DISTRIBUTED"]) => Class::Routine,
            Engine::Oracle => Class::Routine,
            _ => Class::Transaction,
        },
        Some(b'C') if is("CREATE") => defined(created(&mut words), &words),
        Some(b'C') if is("COMMENT") => Class::Definition,
        Some(b'C') if is("COMMIT") => Class::Transaction,
        Some(b'C') if is("COPY") => Class::Rows,
        Some(b'C') if is("CALL") => Class::Routine,
        Some(b'D') if is("DROP") => dropped(created(&mut words)),
        Some(b'D') if is("DELETE") => Class::Rows,
        Some(b'D') if is("DO") && engine == Engine::Postgres => Class::Routine,
        Some(b'D') if is("DECLARE") && engine != Engine::Postgres => Class::Routine,
        Some(b'E') if is("END") && !engine.is_mysql_like() => Class::Transaction,
        Some(b'E') if is("EXEC") || is("EXECUTE") => {
            if engine == Engine::SqlServer || next_is(&["IMMEDIATE"]) { Class::Routine } else { Class::Other }
        }
        Some(b'I') if is("INSERT") => Class::Rows,
        Some(b'I' | b'W') if (is("IF") || is("WHILE")) && engine == Engine::SqlServer => Class::Routine,
        Some(b'L') if is("LOAD") && next_is(&["DATA", "XML"]) => Class::Rows,
        Some(b'M') if is("MERGE") => Class::Rows,
        Some(b'P') if is("PRAGMA") => Class::Setting,
        Some(b'P') if is("PREPARE") => {
            if next_is(&["TRANSACTION"]) {
                Class::Transaction
            } else {
                Class::Routine
            }
        }
        Some(b'R') if is("REPLACE") => Class::Rows,
        Some(b'R') if is("RENAME") => {
            if next_is(&["USER"]) {
                Class::Other
            } else {
                Class::Definition
            }
        }
        Some(b'R') if is("ROLLBACK") || is("RELEASE") => Class::Transaction,
        Some(b'R') if is("RESET") && engine == Engine::Postgres => Class::Setting,
        Some(b'S') if is("SELECT") => selected(words),
        Some(b'S') if is("SET") => set(words, engine),
        Some(b'S') if is("SAVEPOINT") || is("SAVE") => Class::Transaction,
        Some(b'S') if is("START") && next_is(&["TRANSACTION"]) => Class::Transaction,
        Some(b'T') if is("TRUNCATE") => Class::Rows,
        Some(b'U') if is("UPDATE") => Class::Rows,
        Some(b'U') if is("USE") => Class::Setting,
        Some(b'W') if is("WITH") => Class::Rows,
        _ => Class::Other,
    }
}

/// Objects that bear on tables and keys. A type or domain may be the type of a key's column.
const BEARING: &[&str] = &["TABLE", "INDEX", "VIEW", "SCHEMA", "DATABASE", "TYPE", "DOMAIN", "KEYSPACE"];

fn defined(what: Option<Head<'_>>, rest: &Words<'_>) -> Class {
    match what {
        Some(what) if what.is("TYPE") && rest.peek().is_some_and(|next| next.is("BODY")) => Class::Routine,
        Some(what) if what.is_any(BEARING) => Class::Definition,
        Some(what) if what.is_any(&["FUNCTION", "PROCEDURE", "PROC", "TRIGGER", "EVENT", "PACKAGE"]) => {
            Class::Routine
        }
        _ => Class::Other,
    }
}

fn altered(what: Option<Head<'_>>, engine: Engine) -> Class {
    match what {
        Some(what) if what.is_any(BEARING) => Class::Definition,
        Some(what) if what.is_any(&["SESSION", "SYSTEM"]) => Class::Setting,
        Some(what)
            if engine == Engine::SqlServer && what.is_any(&["FUNCTION", "PROCEDURE", "PROC", "TRIGGER"]) =>
        {
            Class::Routine
        }
        _ => Class::Other,
    }
}

fn dropped(what: Option<Head<'_>>) -> Class {
    if what.is_some_and(|what| what.is_any(BEARING)) { Class::Definition } else { Class::Other }
}

/// `SELECT … INTO t`, `SELECT set_config(…)`, or a query.
fn selected(words: Words<'_>) -> Class {
    let mut depth = 0u32;
    let mut last = None;
    for (count, item) in words.take(REACH).enumerate() {
        match item {
            Head::Punct(b'(') => {
                // `SELECT pg_catalog.set_config(`
                if count < 5 && last.is_some_and(|last: Head<'_>| last.is("SET_CONFIG")) {
                    return Class::Setting;
                }
                depth += 1;
            }
            Head::Punct(b')') => depth = depth.saturating_sub(1),
            _ if depth == 0 && item.is("INTO") => return Class::Rows,
            _ if depth == 0 && item.is("FROM") => break,
            _ => {}
        }
        last = Some(item);
    }
    Class::Other
}

fn set(mut words: Words<'_>, engine: Engine) -> Class {
    let rest = words.clone();
    match words.next() {
        Some(next) if next.is("TRANSACTION") => Class::Transaction,
        Some(next) if next.is_any(&["PASSWORD", "ROLE"]) => Class::Other,
        // `SET @s = 'ALTER TABLE …'`, not `SET @old = @@sql_mode`
        Some(Head::Punct(b'@')) if engine.is_mysql_like() && words.peek() != Some(Head::Punct(b'@')) => {
            if holds_definition(rest) {
                Class::Routine
            } else {
                Class::Setting
            }
        }
        _ => Class::Setting,
    }
}

/// Whether a string that follows speaks of a definition.
fn holds_definition(mut words: Words<'_>) -> bool {
    let mut start = words.position();
    while let Some(item) = words.next() {
        let end = words.position();
        if item == Head::Quoted {
            let quoted = &words.text()[start..end];
            let verbs: [&[u8]; 4] = [b"alter", b"create", b"drop", b"rename"];
            if verbs.iter().any(|verb| quoted.windows(verb.len()).any(|have| have.eq_ignore_ascii_case(verb)))
            {
                return true;
            }
        }
        start = end;
    }
    false
}

#[cfg(test)]
mod tests {
    use fklint_catalog::Engine::{Mariadb, Mysql, Oracle, Postgres, SqlServer, Sqlite};

    use super::*;

    fn check(engine: Engine, class: Class, statements: &[&str]) {
        for statement in statements {
            assert_eq!(classify(statement.as_bytes(), engine), class, "{statement} on {}", engine.title());
        }
    }

    #[test]
    fn definitions_are_seen_behind_options_comments_and_hints() {
        check(
            Mysql,
            Class::Definition,
            &[
                "/*!40000 ALTER TABLE `t` DISABLE KEYS */",
                "/*!50001 CREATE ALGORITHM=UNDEFINED */ /*!50013 DEFINER=`a`@`%` SQL SECURITY DEFINER */ /*!50001 VIEW v AS SELECT 1 */",
                "create temporary table t (i int)",
                "ALTER IGNORE TABLE t ENGINE=InnoDB",
                "RENAME TABLE a TO b",
                "DROP FOREIGN TABLE t",
                "CREATE UNIQUE INDEX i ON t (a)",
            ],
        );
        check(
            Postgres,
            Class::Definition,
            &[
                "COMMENT ON CONSTRAINT c ON t IS 'x'",
                "CREATE SCHEMA s CREATE TABLE t (i int)",
                "CREATE UNLOGGED TABLE t (i int)",
                "CREATE MATERIALIZED VIEW v AS SELECT 1",
                "/* a */ -- b\n CREATE TYPE e AS ENUM ('a')",
            ],
        );
        check(
            Oracle,
            Class::Definition,
            &["CREATE GLOBAL TEMPORARY TABLE t (a NUMBER)", "CREATE BITMAP INDEX i ON t (a)"],
        );
    }

    #[test]
    fn bodies_and_strings_may_hold_definitions() {
        check(
            Mysql,
            Class::Routine,
            &[
                "CREATE DEFINER = CURRENT_USER() PROCEDURE p() BEGIN END",
                "/*!50003 CREATE*/ /*!50020 DEFINER=`a`@`%`*/ /*!50003 TRIGGER g BEFORE INSERT ON t FOR EACH ROW SET @a=1 */",
                "SET @s = (SELECT IF(x, 'SELECT 1', 'ALTER TABLE t ADD a int'))",
                "PREPARE st FROM @s",
                "CALL p('x')",
            ],
        );
        check(
            Mariadb,
            Class::Routine,
            &["BEGIN NOT ATOMIC SELECT 1; END", "EXECUTE IMMEDIATE 'DROP TABLE t'"],
        );
        check(
            Postgres,
            Class::Routine,
            &["DO $$ BEGIN END $$", "CREATE OR REPLACE FUNCTION f() RETURNS int AS '' LANGUAGE sql"],
        );
        check(
            Oracle,
            Class::Routine,
            &[
                "BEGIN NULL; END;",
                "DECLARE x NUMBER; BEGIN NULL; END;",
                "CREATE TYPE BODY t AS",
                "<<l>> BEGIN NULL; END;",
            ],
        );
        check(
            SqlServer,
            Class::Routine,
            &["ALTER PROCEDURE p AS SELECT 1", "IF 1=1 BEGIN SELECT 1 END", "EXEC('x')"],
        );
    }

    #[test]
    fn rows_settings_and_transactions_are_told_apart() {
        check(
            Postgres,
            Class::Rows,
            &[
                "COPY t FROM stdin",
                "SELECT a INTO b FROM c",
                "WITH x AS (SELECT 1) DELETE FROM t",
                "TRUNCATE t",
            ],
        );
        check(
            Mysql,
            Class::Rows,
            &["INSERT INTO t VALUES (1)", "REPLACE INTO t VALUES (1)", "LOAD DATA INFILE 'x' INTO TABLE t"],
        );
        check(
            Postgres,
            Class::Setting,
            &["SELECT pg_catalog.set_config('search_path', '', false)", "SET search_path = a, b"],
        );
        check(
            Mysql,
            Class::Setting,
            &[
                "SET FOREIGN_KEY_CHECKS=0",
                "/*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO' */",
                "USE db",
            ],
        );
        check(Sqlite, Class::Setting, &["PRAGMA foreign_keys=OFF"]);
        check(Oracle, Class::Setting, &["ALTER SESSION SET CURRENT_SCHEMA = x"]);
        check(Mysql, Class::Transaction, &["BEGIN", "START TRANSACTION", "COMMIT"]);
        check(Postgres, Class::Transaction, &["BEGIN", "END", "ABORT", "RELEASE SAVEPOINT a"]);
        check(SqlServer, Class::Transaction, &["BEGIN TRAN"]);
        check(
            Postgres,
            Class::Other,
            &[
                "SELECT pg_catalog.setval('s', 1)",
                "GRANT ALL ON t TO a",
                "CREATE EXTENSION x",
                "DROP FUNCTION f()",
                "",
                "(",
            ],
        );
    }
}
