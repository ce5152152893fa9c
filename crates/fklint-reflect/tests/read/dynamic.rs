//! Definitions inside blocks, routines and strings.

use fklint_catalog::Engine::{Mysql, Oracle, Postgres, SqlServer};

use crate::common::check;

#[test]
fn do_blocks_and_call_arguments_are_read() {
    check(
        Postgres,
        &[
            (
                "DO $$ BEGIN\n ALTER TABLE \"c\" ADD CONSTRAINT \"f\" FOREIGN KEY (\"a\") REFERENCES \"p\"(\"x\") ON DELETE cascade;\nEXCEPTION\n WHEN duplicate_object THEN null;\nEND $$;",
                "dynamic c + f: fk (a) > p (x) del cascade",
            ),
            (
                "CALL apply_change(1, $aa$ CREATE TABLE t (a int); ALTER TABLE t ADD b int $aa$)",
                "dynamic create t (a int)\ndynamic t + b int",
            ),
            ("DO $x$ BEGIN EXECUTE 'CREATE TABLE t (a int)'; END $x$", "dynamic create t (a int)"),
            ("DO $x$ BEGIN EXECUTE format('ALTER TABLE %I ADD a int', n); END $x$", "dynamic %I + a int"),
        ],
    );
}

#[test]
fn a_routine_that_stays_keeps_its_tables_to_itself() {
    check(
        Postgres,
        &[(
            "CREATE FUNCTION f() RETURNS void AS $$ BEGIN CREATE TABLE t (a int); END $$ LANGUAGE plpgsql",
            "dynamic opaque create t (a int)",
        )],
    );
}

#[test]
fn mysql_procedures_and_prepared_statements_are_read() {
    check(
        Mysql,
        &[
            (
                "DELIMITER //\nCREATE PROCEDURE p() BEGIN IF 1 THEN ALTER TABLE c ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES q (x); END IF; END//\nDELIMITER ;\nCALL p();",
                "dynamic c + f: fk (a) > q (x)",
            ),
            ("SET @s = (SELECT IF(1, 'SELECT 1', 'ALTER TABLE t ADD a int'))", "dynamic t + a int"),
            ("PREPARE s FROM 'DROP TABLE t'", "dynamic drop t"),
        ],
    );
}

#[test]
fn pl_sql_blocks_are_read() {
    check(
        Oracle,
        &[
            (
                "BEGIN\n EXECUTE IMMEDIATE 'ALTER TABLE c ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES p (x)';\nEND;\n/\n",
                "dynamic c + f: fk (a) > p (x)",
            ),
            (
                "BEGIN EXECUTE IMMEDIATE q'[CREATE TABLE t (a VARCHAR2(5) DEFAULT 'x')]'; END;\n/\n",
                "dynamic create t (a varchar2(5) default 'x')",
            ),
        ],
    );
}

#[test]
fn sql_server_conditions_are_read() {
    check(
        SqlServer,
        &[
            ("IF NOT EXISTS (SELECT 1) CREATE TABLE t (a int)", "dynamic create t (a int)"),
            ("EXEC sp_rename 'dbo.[t x]', 'u'", "dynamic rename dbo.t x > dbo.u"),
            ("EXEC sp_rename '[it''s]', 'o''k'", "dynamic rename it's > o'k"),
            (
                "EXECUTE sys.sp_rename @objname = N'[t].[a]', @newname = N'b', @objtype = 'column'",
                "dynamic t.a > b",
            ),
            ("EXEC sp_rename N't.i', N'j', N'INDEX'", ""),
            (
                "IF 1 = 1\nBEGIN\nCREATE TABLE t (a int)\nCREATE UNIQUE CLUSTERED INDEX i ON t (a)\nALTER TABLE t ADD b int\nEND",
                "dynamic create t (a int)\ndynamic t + i: unique index (a)\ndynamic t + b int",
            ),
        ],
    );
}
