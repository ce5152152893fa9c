//! What runs in a scratch database and what does not.

use fklint_catalog::Engine::{self, Mariadb, Mysql, Postgres, Sqlite};

use super::objection;

fn run(engine: Engine, statements: &[&str]) {
    for statement in statements {
        assert_eq!(objection(engine, statement), None, "{statement} on {engine}");
    }
}

fn are_refused(engine: Engine, statements: &[&str]) {
    for statement in statements {
        assert!(objection(engine, statement).is_some(), "{statement} on {engine}");
    }
}

#[test]
fn definitions_rows_transactions_and_settings_run() {
    for engine in [Sqlite, Mysql, Mariadb, Postgres] {
        run(
            engine,
            &[
                "CREATE TABLE a (id INT PRIMARY KEY, price NUMERIC(10, 2) DEFAULT (1 + 2), at TIMESTAMP DEFAULT CURRENT_TIMESTAMP)",
                "CREATE TABLE b (id INT, a_id INT, CONSTRAINT b_a FOREIGN KEY (a_id) REFERENCES a (id) ON DELETE CASCADE ON UPDATE SET NULL)",
                "CREATE UNIQUE INDEX b_i ON b (a_id, id)",
                "ALTER TABLE b ADD COLUMN c VARCHAR(10) NOT NULL DEFAULT 'x;y'; ALTER TABLE b DROP COLUMN c;",
                "CREATE TABLE c AS SELECT a.id, lower(b.name) AS name FROM a JOIN b ON b.a_id = a.id, c WHERE a.id IN (1, 2)",
                "CREATE VIEW v AS SELECT coalesce(max(a.id), 0) FROM a GROUP BY a.id",
                "DROP TABLE IF EXISTS a",
                "INSERT INTO a (id, price) VALUES (1, DEFAULT), (2, lower('X'))",
                "INSERT INTO a SELECT b.id, 1 FROM b WHERE EXISTS (SELECT 1 FROM c) AND NOT (b.id = 1)",
                "UPDATE a SET price = price * 2 WHERE id BETWEEN 1 AND (SELECT count(*) FROM b)",
                "DELETE FROM a WHERE id IN (SELECT a_id FROM b)",
                "BEGIN",
                "ROLLBACK TO s",
                "",
            ],
        );
    }
    run(
        Mysql,
        &[
            "CREATE TABLE t (id INT NOT NULL AUTO_INCREMENT, `engine` VARCHAR(10), engine2 INT, KEY k (name(10), b (5) DESC), UNIQUE KEY (id)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT 'a \"b\"'",
            "CREATE TABLE t (type VARCHAR(3), engine VARCHAR(10)) ENGINE MyISAM",
            "ALTER TABLE t ENGINE = MEMORY",
            "INSERT INTO t (a) VALUES (1) ON DUPLICATE KEY UPDATE a = VALUES(a), b = t.b",
            "RENAME TABLE a TO b, c TO d",
            "/*!40014 SET @OLD_FOREIGN_KEY_CHECKS=@@FOREIGN_KEY_CHECKS, FOREIGN_KEY_CHECKS=0 */;",
            "SET @@session.foreign_key_checks = OFF",
            "SET SESSION default_storage_engine = 'InnoDB'",
            "SET NAMES utf8mb4",
        ],
    );
    run(
        Postgres,
        &[
            "CREATE TABLE t (id uuid DEFAULT public.gen_random_uuid(), n integer DEFAULT nextval('t_n_seq'::regclass), x character varying(3)[])",
            "CREATE INDEX i ON ONLY shop.t USING btree (lower(name), (a + b)) INCLUDE (c) WHERE (length(name) > 3)",
            "ALTER TABLE ONLY t ADD CONSTRAINT e EXCLUDE USING gist (room WITH =, during WITH &&)",
            "CREATE TYPE e AS ENUM ('a', 'b')",
            "CREATE SCHEMA shop",
            "CREATE SCHEMA shop CREATE TABLE t (a int) CREATE VIEW v AS SELECT a FROM t",
            "COMMENT ON COLUMN t.id IS 'x'",
            "SET CONSTRAINTS ALL DEFERRED",
            "SET LOCAL session_replication_role = replica",
            "SELECT pg_catalog.set_config('search_path', '', false)",
            "SET search_path TO shop, public",
            "WITH step_1 AS (INSERT INTO a (id) VALUES (1)) INSERT INTO b (id) VALUES (1)",
            "INSERT INTO t VALUES (E'a', '{}'::jsonb, now() - interval '1 day')",
        ],
    );
    run(
        Sqlite,
        &[
            "PRAGMA foreign_keys = OFF",
            "PRAGMA main.foreign_keys(0)",
            "CREATE TABLE [t] (a, b DEFAULT (datetime('now')), CHECK (length(a) < 3)) WITHOUT ROWID",
            "INSERT OR IGNORE INTO main.t (a) VALUES (x'00')",
            "BEGIN IMMEDIATE",
        ],
    );
}

#[test]
fn what_reaches_other_databases_or_the_server_does_not() {
    are_refused(
        Postgres,
        &[
            "CREATE ROLE r",
            "CREATE USER u",
            "ALTER ROLE r SUPERUSER",
            "DROP ROLE r",
            "CREATE DATABASE d",
            "ALTER DATABASE d SET work_mem = 1",
            "DROP DATABASE d",
            "CREATE TABLESPACE s LOCATION '/x'",
            "ALTER SYSTEM SET work_mem = '1MB'",
            "CREATE EXTENSION dblink",
            "DO $$ BEGIN NULL; END $$",
            "CREATE FUNCTION f() RETURNS int LANGUAGE c AS 'x'",
            "CREATE TRIGGER g BEFORE INSERT ON t EXECUTE FUNCTION f()",
            "CREATE EVENT TRIGGER g ON ddl_command_start EXECUTE FUNCTION f()",
            "CREATE SERVER s FOREIGN DATA WRAPPER w",
            "CREATE FOREIGN TABLE t (a int) SERVER s",
            "CREATE TYPE t (INPUT = f, OUTPUT = g)",
            "CREATE SCHEMA s CREATE TABLE t (a int) GRANT ALL ON t TO r",
            "CREATE TABLE t (a int) TABLESPACE fast",
            "CREATE SCHEMA s CREATE TABLE t (a int) CREATE TRIGGER g BEFORE INSERT ON t EXECUTE FUNCTION f()",
            "COMMENT ON DATABASE d IS 'x'",
            "COMMENT ON ROLE r IS 'x'",
            "UPDATE pg_database SET datallowconn = false",
            "DELETE FROM pg_catalog.\"pg_authid\"",
            "DELETE FROM pg_catalog.U&\"\\0070g_authid\"",
            "CREATE VIEW v AS SELECT * FROM pg_authid",
            "PREPARE TRANSACTION 'x'",
            "COMMIT PREPARED 'x'",
            "SET ROLE r",
            "SET SESSION AUTHORIZATION r",
            "SELECT set_config('role', 'r', false)",
            "SELECT set_config('search_path', pg_read_file('x'), false)",
            "SET client_encoding = 'SJIS'",
            "NOTIFY c",
            "LISTEN c",
            "LOCK TABLE t",
            "VACUUM",
            "CALL p()",
            "GRANT ALL ON t TO r",
            "LOAD 'x'",
            "CHECKPOINT",
        ],
    );
    for engine in [Mysql, Mariadb] {
        are_refused(
            engine,
            &[
                "CREATE DATABASE d",
                "CREATE SCHEMA d",
                "DROP DATABASE d",
                "USE d",
                "CREATE USER u",
                "SET GLOBAL foreign_key_checks = 0",
                "SET foreign_key_checks = 0, GLOBAL max_connections = 1",
                "SET @@global.foreign_key_checks = 0",
                "SET PERSIST foreign_key_checks = 0",
                "SET PASSWORD = 'x'",
                "SET sql_log_bin = 0",
                "SET NAMES gbk",
                "SET @a = (SELECT 1)",
                "SET STATEMENT max_statement_time = 1 FOR DROP DATABASE d",
                "SET storage_engine = FEDERATED",
                "INSTALL PLUGIN p SONAME 'x'",
                "BEGIN NOT ATOMIC DROP DATABASE d",
                "XA START 'x'",
                "CREATE TABLE d.t (a int)",
                "CREATE TABLE t (a int, FOREIGN KEY (a) REFERENCES `d`.t (a))",
                "CREATE TABLE t LIKE d.t",
                "ALTER TABLE t RENAME TO d.t",
                "DROP TABLE t, d.t",
                "CREATE TABLE t AS SELECT * FROM d.t",
                "INSERT INTO d.t VALUES (1)",
                "INSERT d.t VALUES (1)",
                "INSERT IGNORE INTO `d` . `t` VALUES (1)",
                "INSERT INTO t SELECT x.a FROM x JOIN y ON x.a = y.a, d.t AS z",
                "INSERT INTO t SELECT 1 FROM (d.t)",
                "INSERT INTO t TABLE d.t",
                "UPDATE t, \"d\".\"t\" SET a = 1",
                "DELETE FROM t USING t, d.t",
                "TRUNCATE TABLE d.t",
                "INSERT INTO t VALUES (NEXTVAL(d.s))",
                "CREATE TABLE t (a int) DATA DIRECTORY = '/tmp'",
                "CREATE TABLE t (a int) ENGINE = FEDERATED CONNECTION = 'mysql://h/d/t'",
                "CREATE TABLE t (a int) ENGINE CONNECT TABLE_TYPE = CSV FILE_NAME = '/etc/passwd'",
                "ALTER TABLE t ENGINE SPIDER",
                "CREATE TABLE t (a int) /*!50100 TABLESPACE s */",
                "CREATE VIEW v AS SELECT {x SLEEP(9)}",
                "LOCK TABLES t WRITE",
            ],
        );
    }
    are_refused(
        Sqlite,
        &[
            "ATTACH 'x.db' AS x",
            "DETACH x",
            "VACUUM INTO 'x.db'",
            "PRAGMA writable_schema = ON",
            "PRAGMA temp_store_directory = '/x'",
            "CREATE VIRTUAL TABLE t USING csv(filename = '/etc/passwd')",
            "CREATE TRIGGER g AFTER INSERT ON t BEGIN DELETE FROM u; END",
            "SET x = 1",
        ],
    );
}

#[test]
fn what_reads_or_runs_files_does_not() {
    are_refused(
        Postgres,
        &[
            "COPY t FROM '/etc/passwd'",
            "COPY t TO PROGRAM 'sh'",
            "COPY t FROM stdin",
            "INSERT INTO t VALUES (pg_read_file('/etc/passwd'))",
            "INSERT INTO t SELECT \"pg_read_file\"('/etc/passwd')",
            "INSERT INTO t SELECT pg_catalog.pg_ls_dir('/')",
            "INSERT INTO t SELECT * FROM pg_ls_dir('/')",
            "INSERT INTO t SELECT ('/etc/passwd'::text).lo_import",
            "INSERT INTO t SELECT (ARRAY['/etc/passwd'])[1].lo_import",
            "INSERT INTO t SELECT lo_import('/etc/passwd')",
            "INSERT INTO t SELECT 1 FROM a JOIN b ON dblink_exec('x', 'y') = 'z'",
            "CREATE TABLE index AS SELECT 1 FROM a JOIN b ON lo_export(1, 'x') = 1",
            "CREATE TABLE t (a int DEFAULT lo_import('/etc/passwd'))",
            "CREATE TABLE t (a int CHECK (other.lower(a) = 'a'))",
            "CREATE INDEX i ON t (mine(a))",
            "ALTER TABLE t ALTER a TYPE int USING mine(a)",
            "DELETE FROM t RETURNING mine(a)",
            "SELECT query_to_xml('DROP TABLE x', true, true, '')",
        ],
    );
    for engine in [Mysql, Mariadb] {
        are_refused(
            engine,
            &[
                "INSERT INTO t VALUES (LOAD_FILE('/etc/passwd'))",
                "INSERT INTO t VALUES (LOAD_FILE /* x */ ('/etc/passwd'))",
                "INSERT INTO t VALUES (\"LOAD_FILE\"('/etc/passwd'))",
                "INSERT INTO t VALUES (SLEEP(1000))",
                "CREATE TABLE t (a int DEFAULT (SLEEP(1000)))",
                "INSERT INTO t VALUES ('\\', LOAD_FILE(\"'\"), '')",
                "SELECT a FROM t INTO OUTFILE '/tmp/x'",
                "SELECT a INTO DUMPFILE '/tmp/x' FROM t",
                "LOAD DATA INFILE '/etc/passwd' INTO TABLE t",
                "INSERT INTO t VALUES (LOAD_FILE /*!99999 , */ ('/etc/passwd'))",
                "INSERT INTO t VALUES (sys_exec('x'))",
            ],
        );
    }
    are_refused(Sqlite, &["SELECT load_extension('x')", "INSERT INTO t VALUES (writefile('x', 'y'))"]);
}

#[test]
fn an_objection_tells_the_statement_and_the_reason() {
    for (engine, sql, told) in [
        (
            Postgres,
            "CREATE TABLE t (a int); create extension dblink",
            "`create extension …` is not run: it is not known to stay within a scratch database",
        ),
        (
            Postgres,
            "INSERT INTO t SELECT pg_catalog.pg_sleep(1)",
            "`INSERT INTO …` is not run: it says `pg_sleep`, which is not known to stay within a scratch database",
        ),
        (
            Sqlite,
            "CREATE TABLE t (a DEFAULT (mine(1)))",
            "`CREATE TABLE …` is not run: it says `mine`, which is not known to stay within a scratch database",
        ),
        (Mysql, "DELETE FROM d.t", "`DELETE FROM …` is not run: it names a database"),
        (
            Mysql,
            "SET GLOBAL foreign_key_checks = 0",
            "`SET GLOBAL …` is not run: it is not known to set something for this session alone",
        ),
    ] {
        assert_eq!(objection(engine, sql).as_deref(), Some(told));
    }
}
