//! Settings, transactions, and statements that move rows.

use fklint_catalog::Engine::{Mariadb, Mysql, Oracle, Postgres, SqlServer, Sqlite};

use crate::common::check;

#[test]
fn sqlite_pragmas() {
    check(
        Sqlite,
        &[
            ("PRAGMA foreign_keys = ON", "set checks true"),
            ("PRAGMA foreign_keys=OFF", "set checks false"),
            ("pragma main.foreign_keys(1)", "set checks true"),
            ("PRAGMA foreign_keys = 'yes'", "set checks true"),
            // s5_sqlite 5a: an unknown value means OFF.
            ("PRAGMA foreign_keys = sure", "set checks false"),
            ("PRAGMA foreign_keys", ""),
            ("PRAGMA journal_mode = WAL", ""),
        ],
    );
}

#[test]
fn mysql_variables() {
    for engine in [Mysql, Mariadb] {
        check(
            engine,
            &[
                ("SET FOREIGN_KEY_CHECKS=0", "set checks false"),
                ("SET SESSION foreign_key_checks = ON", "set checks true"),
                ("SET @@session.foreign_key_checks := 0", "set checks false"),
                (
                    "/*!40014 SET @OLD_FOREIGN_KEY_CHECKS=@@FOREIGN_KEY_CHECKS, FOREIGN_KEY_CHECKS=0 */",
                    "set checks false",
                ),
                ("/*!40014 SET FOREIGN_KEY_CHECKS=@OLD_FOREIGN_KEY_CHECKS */", "set checks default"),
                ("SET sql_mode = 'a,b', foreign_key_checks = 1", "set checks true"),
                ("SET default_storage_engine = MyISAM", "set engine MyISAM"),
                ("SET storage_engine='InnoDB'", "set engine InnoDB"),
                ("USE `my db`", "set schema my db"),
                ("SET NAMES utf8mb4", ""),
            ],
        );
    }
    check(Mysql, &[("SET restrict_fk_on_non_standard_key = OFF", "set restrict false")]);
}

#[test]
fn the_schema_of_unqualified_names() {
    check(
        Postgres,
        &[
            ("SET search_path = s, public", "set schema s"),
            ("SET search_path TO \"My S\"", "set schema My S"),
            ("SET LOCAL search_path TO 'a, b'", "set schema a"),
            ("SET search_path TO DEFAULT", "set schema default"),
            ("SELECT pg_catalog.set_config('search_path', '', false)", "set schema default"),
            ("SELECT set_config('search_path', 's', false)", "set schema s"),
            ("SET session_replication_role = replica", "set checks false"),
            ("SET session_replication_role = 'origin'", "set checks default"),
            ("SET statement_timeout = 0", ""),
        ],
    );
    check(
        Oracle,
        &[
            ("ALTER SESSION SET CURRENT_SCHEMA = hr", "set schema hr"),
            ("ALTER SESSION SET NLS_DATE_FORMAT = 'X'", ""),
        ],
    );
    check(SqlServer, &[("USE [db]", "")]);
}

#[test]
fn transactions() {
    check(
        Postgres,
        &[
            ("BEGIN", "begin"),
            ("START TRANSACTION ISOLATION LEVEL SERIALIZABLE", "begin"),
            ("COMMIT", "commit"),
            ("END", "commit"),
            ("ROLLBACK", "rollback"),
            ("ABORT", "rollback"),
            ("ROLLBACK TO SAVEPOINT a", ""),
            ("SAVEPOINT a", ""),
        ],
    );
    check(Sqlite, &[("BEGIN IMMEDIATE TRANSACTION", "begin"), ("END TRANSACTION", "commit")]);
    check(SqlServer, &[("BEGIN TRAN", "begin"), ("COMMIT TRANSACTION", "commit")]);
}

#[test]
fn statements_that_move_rows_tell_their_tables() {
    check(
        Sqlite,
        &[
            ("INSERT INTO new_t SELECT a, b FROM t", "rows new_t < t"),
            ("INSERT OR REPLACE INTO n (a) SELECT a FROM t JOIN u ON 1", "rows n < t, u"),
            ("DELETE FROM t", "rows t < "),
            ("UPDATE t SET a = (SELECT b FROM u)", "rows t < u"),
        ],
    );
    check(
        Postgres,
        &[
            ("COPY s.t (a, b) FROM stdin;\n1\t2\n\\.\n", "rows s.t < "),
            ("TRUNCATE TABLE t", "rows t < "),
            ("DELETE FROM ONLY t USING u WHERE 1 = 1", "rows t < u"),
        ],
    );
    check(
        Mysql,
        &[("REPLACE INTO t SELECT * FROM u", "rows t < u"), ("INSERT IGNORE INTO t VALUES (1)", "rows t < ")],
    );
}

#[test]
fn one_insert_stands_for_all_rows_of_a_dump() {
    check(
        Sqlite,
        &[(
            "INSERT INTO t VALUES(1); INSERT INTO t VALUES(2); INSERT INTO u VALUES(1)",
            "rows t < \nrows u < ",
        )],
    );
}
