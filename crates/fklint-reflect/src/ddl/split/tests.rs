//! Tests of the splitter: one fixture for each habit of real files.

use fklint_catalog::Engine::{self, Mariadb, Mysql, Oracle, Postgres, SqlServer, Sqlite};

use super::*;

/// The pieces of a text, each as a letter for its kind and its text.
fn pieces(text: &str, engine: Engine) -> Vec<String> {
    split(text.as_bytes(), engine)
        .map(|piece| {
            let slice = String::from_utf8_lossy(&text.as_bytes()[piece.span.range()]).into_owned();
            match piece.kind {
                PieceKind::Sql => format!("S:{slice}"),
                PieceKind::Block => format!("B:{slice}"),
                PieceKind::ClientCommand => format!("C:{slice}"),
                PieceKind::CopyData => format!("D:{slice}"),
                PieceKind::Marker(marker) => format!("M:{marker:?}"),
                PieceKind::Problem(what) => format!("P:{what}: {slice}"),
            }
        })
        .collect()
}

fn check(engine: Engine, text: &str, expected: &[&str]) {
    assert_eq!(pieces(text, engine), expected, "{text}");
}

// MySQL and MariaDB

#[test]
fn a_semicolon_ends_plain_statements_under_a_custom_delimiter() {
    check(
        Mysql,
        "DELIMITER //\nCREATE TABLE a (i int);\nCREATE TABLE b (i int);\n//\nINSERT INTO a VALUES (1)//",
        &[
            "C:DELIMITER //",
            "S:CREATE TABLE a (i int)",
            "S:CREATE TABLE b (i int)",
            "S:INSERT INTO a VALUES (1)",
        ],
    );
}

#[test]
fn a_routine_ends_at_the_custom_delimiter() {
    check(
        Mysql,
        "DELIMITER $$\nCREATE PROCEDURE p() BEGIN SELECT 1; IF a THEN SELECT 2; END IF; END$$\nDELIMITER ;\nDROP TABLE t;",
        &[
            "C:DELIMITER $$",
            "B:CREATE PROCEDURE p() BEGIN SELECT 1; IF a THEN SELECT 2; END IF; END",
            "C:DELIMITER ;",
            "S:DROP TABLE t",
        ],
    );
}

#[test]
fn a_routine_under_a_delimiter_that_never_comes_again_ends_by_its_nesting() {
    check(
        Mysql,
        "DELIMITER //\nCREATE TRIGGER g AFTER INSERT ON a FOR EACH ROW BEGIN SET @x = 1; END;\nCREATE TABLE t (i int);",
        &[
            "C:DELIMITER //",
            "B:CREATE TRIGGER g AFTER INSERT ON a FOR EACH ROW BEGIN SET @x = 1; END",
            "S:CREATE TABLE t (i int)",
        ],
    );
}

#[test]
fn a_routine_without_any_delimiter_ends_by_its_nesting() {
    let procedure = "CREATE DEFINER=`a`@`%` PROCEDURE IF NOT EXISTS p(IN i INT)
  COMMENT 'x'
main: BEGIN
  DECLARE CONTINUE HANDLER FOR NOT FOUND SET done = 1;
  SET x = IF(i > 0, REPEAT('a', 3), CASE WHEN i THEN IF(i, 1, 2) ELSE 3 END);
  /* maybe */ IF (i) > 1 THEN
    CASE i WHEN 1 THEN IF EXISTS (SELECT 1) THEN SELECT 1; END IF; ELSE BEGIN END; END CASE;
  ELSEIF i = 3 THEN
    l: LOOP LEAVE l; END LOOP l;
  END IF;
  WHILE i > 0 DO SET i = i - 1; END WHILE;
  REPEAT SET i = i + 1; UNTIL i > 5 END REPEAT;
  DROP TABLE IF EXISTS tmp;
END main";
    check(
        Mysql,
        &format!("{procedure};\nALTER TABLE a ADD b int;"),
        &[&format!("B:{procedure}"), "S:ALTER TABLE a ADD b int"],
    );
    check(
        Mysql,
        "CREATE TRIGGER g BEFORE INSERT ON a FOR EACH ROW IF NEW.x THEN SET NEW.y = 1; END IF; DROP TABLE t",
        &[
            "B:CREATE TRIGGER g BEFORE INSERT ON a FOR EACH ROW IF NEW.x THEN SET NEW.y = 1; END IF",
            "S:DROP TABLE t",
        ],
    );
    check(
        Mysql,
        "CREATE TRIGGER g BEFORE INSERT ON a FOR EACH ROW SET NEW.y = IF(NEW.end, 1, 2); DROP TABLE t",
        &[
            "B:CREATE TRIGGER g BEFORE INSERT ON a FOR EACH ROW SET NEW.y = IF(NEW.end, 1, 2)",
            "S:DROP TABLE t",
        ],
    );
}

#[test]
fn a_delimiter_line_ends_a_routine_that_misses_its_delimiter() {
    check(
        Mysql,
        "DELIMITER //\nCREATE FUNCTION f() RETURNS INT BEGIN RETURN 1; END\nDELIMITER ;\nDROP TABLE t;",
        &[
            "C:DELIMITER //",
            "B:CREATE FUNCTION f() RETURNS INT BEGIN RETURN 1; END",
            "C:DELIMITER ;",
            "S:DROP TABLE t",
        ],
    );
}

#[test]
fn hints_belong_to_statements_and_the_sandbox_line_is_a_comment() {
    check(
        Mariadb,
        "/*M!999999\\- enable the sandbox mode */ \n/*!40101 SET NAMES utf8 */;\n/*!40000 ALTER TABLE `t` DISABLE KEYS */;\nx /*!50100 y */",
        &["S:/*!40101 SET NAMES utf8 */", "S:/*!40000 ALTER TABLE `t` DISABLE KEYS */", "S:x /*!50100 y */"],
    );
    check(
        Mysql,
        "DELIMITER ;;\n/*!50003 CREATE*/ /*!50017 DEFINER=`a`@`%`*/ /*!50003 TRIGGER g BEFORE INSERT ON t FOR EACH ROW BEGIN\nSET @a=1;\nEND */;;\nDELIMITER ;",
        &[
            "C:DELIMITER ;;",
            "B:/*!50003 CREATE*/ /*!50017 DEFINER=`a`@`%`*/ /*!50003 TRIGGER g BEFORE INSERT ON t FOR EACH ROW BEGIN\nSET @a=1;\nEND */",
            "C:DELIMITER ;",
        ],
    );
}

#[test]
fn hyphens_at_the_start_of_a_line_are_a_comment_on_mysql() {
    check(
        Mysql,
        "-----\n--(it's optional)\nSELECT 5--3;\n  --it's\nSELECT 1",
        &["S:SELECT 5--3", "S:SELECT 1"],
    );
    check(Mysql, "CREATE TABLE t (\n--it's;\ni int);", &["S:CREATE TABLE t (\n--it's;\ni int)"]);
}

#[test]
fn use_needs_no_terminator_on_mysql() {
    check(
        Mysql,
        "USE db\nCREATE TABLE t (i int);\nuse `x`;\nSELECT 1",
        &["S:USE db", "S:CREATE TABLE t (i int)", "S:use `x`", "S:SELECT 1"],
    );
}

#[test]
fn begin_is_a_transaction_unless_it_opens_a_block() {
    check(Mysql, "BEGIN; SELECT 1; COMMIT;", &["S:BEGIN", "S:SELECT 1", "S:COMMIT"]);
    check(Postgres, "BEGIN; SELECT 1; END;", &["S:BEGIN", "S:SELECT 1", "S:END"]);
    check(
        Mariadb,
        "BEGIN NOT ATOMIC SELECT 1; END; SELECT 2",
        &["B:BEGIN NOT ATOMIC SELECT 1; END", "S:SELECT 2"],
    );
}

// PostgreSQL

#[test]
fn psql_commands_end_with_their_line() {
    check(
        Postgres,
        "\\restrict Tok'en\n\\connect db\n\\set x 'it''s;\nSELECT 1 \\gset\nSELECT 2 \\; SELECT 3;\n",
        &[
            "C:\\restrict Tok'en",
            "C:\\connect db",
            "C:\\set x 'it''s;",
            "S:SELECT 1",
            "C:\\gset",
            "S:SELECT 2",
            "S:SELECT 3",
        ],
    );
}

#[test]
fn copied_rows_end_at_backslash_dot() {
    check(
        Postgres,
        "COPY public.t (a, \"from\") FROM stdin WITH (NULL 'x');\nit's\t1\n\\.x\t2\n\\.\nSELECT 1;\nCOPY t FROM STDIN;\n\\.\nSELECT 2;\n\\copy t from stdin\n';\n\\.\nSELECT 3",
        &[
            "S:COPY public.t (a, \"from\") FROM stdin WITH (NULL 'x')",
            "D:it's\t1\n\\.x\t2\n\\.",
            "S:SELECT 1",
            "S:COPY t FROM STDIN",
            "D:\\.",
            "S:SELECT 2",
            "C:\\copy t from stdin",
            "D:';\n\\.",
            "S:SELECT 3",
        ],
    );
    check(Postgres, "COPY t FROM '/x' CSV; SELECT 1", &["S:COPY t FROM '/x' CSV", "S:SELECT 1"]);
    check(
        Postgres,
        "COPY (SELECT * FROM stdin) TO STDOUT; SELECT 1",
        &["S:COPY (SELECT * FROM stdin) TO STDOUT", "S:SELECT 1"],
    );
}

#[test]
fn copied_rows_may_lack_their_end_or_be_left_out() {
    check(Postgres, "COPY t FROM stdin;\n1\ta'\n2\tb\n", &["S:COPY t FROM stdin", "D:1\ta'\n2\tb"]);
    check(
        Postgres,
        "COPY t FROM stdin;\n\n--\nALTER TABLE t ADD b int;",
        &["S:COPY t FROM stdin", "S:ALTER TABLE t ADD b int"],
    );
}

#[test]
fn dollar_quotes_and_atomic_bodies_hold_semicolons() {
    check(
        Postgres,
        "DO $$ BEGIN a; END $$; CREATE FUNCTION f() RETURNS int AS $x$ ; $$ ; $x$ LANGUAGE sql; SELECT a$b$;",
        &[
            "B:DO $$ BEGIN a; END $$",
            "B:CREATE FUNCTION f() RETURNS int AS $x$ ; $$ ; $x$ LANGUAGE sql",
            "S:SELECT a$b$",
        ],
    );
    let body =
        "CREATE OR REPLACE PROCEDURE p() BEGIN ATOMIC SELECT CASE WHEN a THEN 1 END; SELECT x.end; END";
    check(Postgres, &format!("{body}; SELECT 1"), &[&format!("B:{body}"), "S:SELECT 1"]);
    check(
        Postgres,
        "CREATE FUNCTION begin() RETURNS int RETURN 1; SELECT 1",
        &["B:CREATE FUNCTION begin() RETURNS int RETURN 1", "S:SELECT 1"],
    );
}

#[test]
fn create_schema_with_elements_and_rules_stay_whole() {
    check(
        Postgres,
        "CREATE SCHEMA s CREATE TABLE a (i int) CREATE TABLE b (i int); SELECT 1",
        &["S:CREATE SCHEMA s CREATE TABLE a (i int) CREATE TABLE b (i int)", "S:SELECT 1"],
    );
    check(
        Postgres,
        "CREATE RULE r AS ON UPDATE TO t DO (DELETE FROM a; DELETE FROM b); SELECT 1",
        &["S:CREATE RULE r AS ON UPDATE TO t DO (DELETE FROM a; DELETE FROM b)", "S:SELECT 1"],
    );
}

// SQLite

#[test]
fn a_sqlite_trigger_ends_behind_its_last_statement() {
    let trigger = "CREATE TEMP TRIGGER g AFTER UPDATE OF \"end\" ON t WHEN CASE NEW.a WHEN 1 THEN 1 END BEGIN\n UPDATE t SET a = CASE WHEN b THEN 1 ELSE 2 END;\n SELECT CASE WHEN c THEN 1 END; -- done\n END";
    check(
        Sqlite,
        &format!("{trigger};\nCREATE TABLE u (a);"),
        &[&format!("B:{trigger}"), "S:CREATE TABLE u (a)"],
    );
    check(
        Sqlite,
        "CREATE TRIGGER g AFTER INSERT ON t BEGIN SELECT 1;\nCREATE TABLE u (a);",
        &["B:CREATE TRIGGER g AFTER INSERT ON t BEGIN SELECT 1;", "S:CREATE TABLE u (a)"],
    );
}

#[test]
fn dot_commands_are_lines_and_the_last_semicolon_may_lack() {
    check(
        Sqlite,
        ".read it's.sql\n.mode list\nCREATE TABLE t (a)",
        &["C:.read it's.sql", "C:.mode list", "S:CREATE TABLE t (a)"],
    );
    check(Sqlite, "SELECT 1\n  -- the end\n", &["S:SELECT 1"]);
}

// Oracle

#[test]
fn sql_plus_words_are_lines_but_sql_that_looks_like_them_is_not() {
    check(
        Oracle,
        "REM it's\nPROMPT don't ----\nSET DEFINE OFF;\nSET TRANSACTION READ ONLY;\nSET CONSTRAINT ALL DEFERRED;\n@@x.sql\nCOLUMN a -\n FORMAT a30\nWHENEVER SQLERROR EXIT\nexec p('a');\nCREATE TABLE t (a NUMBER);\n",
        &[
            "C:REM it's",
            "C:PROMPT don't ----",
            "C:SET DEFINE OFF;",
            "S:SET TRANSACTION READ ONLY",
            "S:SET CONSTRAINT ALL DEFERRED",
            "C:@@x.sql",
            "C:COLUMN a -\n FORMAT a30",
            "C:WHENEVER SQLERROR EXIT",
            "C:exec p('a');",
            "S:CREATE TABLE t (a NUMBER)",
        ],
    );
}

#[test]
fn a_lone_slash_ends_statements_and_blocks() {
    check(
        Oracle,
        "CREATE TABLE t (a NUMBER)\n/\nBEGIN\n  x := 1 / 2;\nEND;\n/\nCREATE OR REPLACE PACKAGE p AS\n  PROCEDURE q;\nEND p;\n/\nCREATE TABLE u (a NUMBER);\n/\n",
        &[
            "S:CREATE TABLE t (a NUMBER)",
            "B:BEGIN\n  x := 1 / 2;\nEND;",
            "B:CREATE OR REPLACE PACKAGE p AS\n  PROCEDURE q;\nEND p;",
            "S:CREATE TABLE u (a NUMBER)",
        ],
    );
}

#[test]
fn pl_sql_without_slashes_ends_by_its_nesting() {
    let trigger = "CREATE OR REPLACE TRIGGER g BEFORE INSERT ON t FOR EACH ROW\nDECLARE n NUMBER := CASE WHEN 1=1 THEN 1 END;\nBEGIN\n IF :NEW.id IS NULL THEN FOR i IN 1..2 LOOP NULL; END LOOP; END IF;\n SELECT q'[it's; END;]' INTO :NEW.a FROM dual;\nEND;";
    check(
        Oracle,
        &format!("{trigger}\n-- next\nCREATE TABLE t (a NUMBER);"),
        &[&format!("B:{trigger}"), "S:CREATE TABLE t (a NUMBER)"],
    );
    check(
        Oracle,
        "CREATE PROCEDURE p IS\n PROCEDURE q IS BEGIN NULL; END;\nBEGIN\n q;\nEND;\nINSERT INTO t VALUES (1);",
        &[
            "B:CREATE PROCEDURE p IS\n PROCEDURE q IS BEGIN NULL; END;\nBEGIN\n q;\nEND;",
            "S:INSERT INTO t VALUES (1)",
        ],
    );
}

// SQL Server

#[test]
fn go_ends_batches_and_routines_last_to_it() {
    check(
        SqlServer,
        "CREATE TABLE [a;b] (i int)\nGO\nCREATE PROC p AS\nSELECT 1;\nSELECT 'go';\ngo 5\nSELECT go; IF 1=1 BEGIN SELECT 1; SELECT 2; END; BEGIN TRAN; COMMIT\n:setvar x y",
        &[
            "S:CREATE TABLE [a;b] (i int)",
            "C:GO",
            "B:CREATE PROC p AS\nSELECT 1;\nSELECT 'go';",
            "C:go 5",
            "S:SELECT go",
            "B:IF 1=1 BEGIN SELECT 1; SELECT 2; END",
            "S:BEGIN TRAN",
            "S:COMMIT\n:setvar x y",
        ],
    );
}

#[test]
fn t_sql_statements_need_no_semicolon() {
    check(
        SqlServer,
        "USE shop\nCREATE TABLE a (i int\n  PRIMARY KEY)\nALTER TABLE a\n  ADD j int\n  CONSTRAINT f REFERENCES p ON DELETE\n  SET NULL\nINSERT INTO a\n  SELECT 1\nDROP TABLE b\nBEGIN TRAN\nALTER TABLE a\n  DROP CONSTRAINT f\nALTER TABLE a ALTER COLUMN j int\nCREATE VIEW v AS\n  SELECT 1 x",
        &[
            "S:USE shop",
            "S:CREATE TABLE a (i int\n  PRIMARY KEY)",
            "S:ALTER TABLE a\n  ADD j int\n  CONSTRAINT f REFERENCES p ON DELETE\n  SET NULL",
            "S:INSERT INTO a\n  SELECT 1",
            "S:DROP TABLE b",
            "S:BEGIN TRAN",
            "S:ALTER TABLE a\n  DROP CONSTRAINT f",
            "S:ALTER TABLE a ALTER COLUMN j int",
            "S:CREATE VIEW v AS\n  SELECT 1 x",
        ],
    );
    check(
        SqlServer,
        "IF OBJECT_ID('a') IS NOT NULL DROP TABLE a\nCREATE TABLE a (i int)\nIF 1 = 1\n  CREATE TABLE b (i int)\nELSE\n  DROP TABLE b\nEXEC p\n  1\nEXEC q\nIF 1 = 1 BEGIN\nDROP TABLE c\nDROP TABLE d\nEND\nDROP TABLE e\nCREATE SCHEMA s\nCREATE TABLE f (i int)",
        &[
            "B:IF OBJECT_ID('a') IS NOT NULL DROP TABLE a",
            "S:CREATE TABLE a (i int)",
            "B:IF 1 = 1\n  CREATE TABLE b (i int)\nELSE\n  DROP TABLE b",
            "S:EXEC p\n  1",
            "S:EXEC q",
            "B:IF 1 = 1 BEGIN\nDROP TABLE c\nDROP TABLE d\nEND",
            "S:DROP TABLE e",
            "S:CREATE SCHEMA s\nCREATE TABLE f (i int)",
        ],
    );
}

// All

#[test]
fn markers_are_hard_boundaries() {
    check(
        Postgres,
        "-- +goose Up\n-- +goose StatementBegin\nCREATE TABLE t (a int)\n-- +goose StatementEnd\n-- +goose Down\nDROP TABLE t;",
        &[
            "M:Up",
            "M:StatementBegin",
            "S:CREATE TABLE t (a int)",
            "M:StatementEnd",
            "M:Down",
            "S:DROP TABLE t",
        ],
    );
    check(
        Postgres,
        "-- migrate:up transaction:false\nCREATE TABLE t (a int)\n\n-- migrate:down\nDROP TABLE t",
        &["M:Up", "S:CREATE TABLE t (a int)", "M:Down", "S:DROP TABLE t"],
    );
    check(
        Mysql,
        "--liquibase formatted sql\n--changeset a:1\nCREATE TABLE t (a int)\n--rollback DROP TABLE t;\n-- rollback x\n--changeset a:2\nSELECT 1",
        &["M:Changeset", "S:CREATE TABLE t (a int)", "M:Rollback", "M:Rollback", "M:Changeset", "S:SELECT 1"],
    );
    check(
        Sqlite,
        "CREATE TABLE a (i)--> statement-breakpoint\nCREATE TABLE b (i);\n--> statement-breakpoint",
        &["S:CREATE TABLE a (i)", "M:Breakpoint", "S:CREATE TABLE b (i)", "M:Breakpoint"],
    );
    check(
        Mysql,
        "-- +migrate Up\nSELECT 1;\n-- +migrate Down\n# --- !Ups\n-- Down Migration\n-- up migration\n-- rollback is prose\n-- initial migration\n-- up and down migration\n",
        &["M:Up", "S:SELECT 1", "M:Down", "M:Up", "M:Down", "M:Up"],
    );
}

#[test]
fn boms_and_odd_blanks_are_blanks_anywhere() {
    check(
        Mysql,
        "\u{feff}SELECT 1;\r\n\u{feff}\u{a0}DELIMITER //\r\nSELECT 2//\r\n",
        &["S:SELECT 1", "C:DELIMITER //", "S:SELECT 2"],
    );
    let latin1 = split(b"INSERT INTO t VALUES ('caf\xe9;'); SELECT \xe9", Mysql).count();
    assert_eq!(latin1, 2);
}

#[test]
fn templates_may_hold_quotes_and_semicolons() {
    check(
        Postgres,
        r#"ALTER TABLE "{{ index .Options "Name;space" }}".t ADD a int; DROP TABLE {{ f ';' "x }}.t; SELECT 1"#,
        &[
            r#"S:ALTER TABLE "{{ index .Options "Name;space" }}".t ADD a int"#,
            r#"S:DROP TABLE {{ f ';' "x }}.t"#,
            "S:SELECT 1",
        ],
    );
    check(
        Postgres,
        "CREATE TABLE $schema$.t (a int); SELECT 1",
        &["S:CREATE TABLE $schema$.t (a int)", "S:SELECT 1"],
    );
}

#[test]
fn comments_nest_only_where_the_engine_nests_them() {
    check(Mysql, "/* a /* b */ SELECT 1;", &["S:SELECT 1"]);
    check(Postgres, "/* a /* b */ SELECT 1; */ SELECT 2", &["S:SELECT 2"]);
    check(Mysql, "/* the Events_*/Event_Summaries */ SELECT 1", &["S:Event_Summaries */ SELECT 1"]);
}

#[test]
fn what_is_not_closed_is_named_and_spares_what_stands_before_it() {
    check(Mysql, "SELECT 1; SELECT 'a; b", &["S:SELECT 1", "S:SELECT", "P:unterminated string: 'a; b"]);
    check(Postgres, "SELECT $$ a; b", &["S:SELECT", "P:unterminated dollar quote: $$ a; b"]);
    check(Postgres, "SELECT 1; /* /* */ b", &["S:SELECT 1", "P:unterminated comment: /* /* */ b"]);
    check(Sqlite, "CREATE TABLE [a; b", &["S:CREATE TABLE", "P:unterminated quoted name: [a; b"]);
    check(Mysql, "`a", &["P:unterminated quoted name: `a"]);
}

#[test]
fn comments_around_a_statement_are_not_part_of_it_and_comments_inside_are() {
    check(Sqlite, "/* a */ SELECT -- b;\n 1 /* c; */ ; -- d", &["S:SELECT -- b;\n 1"]);
}
