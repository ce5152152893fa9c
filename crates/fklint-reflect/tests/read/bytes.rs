//! Encodings, line ends, comments and migration markers.

use fklint_catalog::Engine::{Mysql, Oracle, Postgres, Sqlite};

use crate::common::{check, reads};

#[test]
fn a_byte_order_mark_is_no_part_of_a_name() {
    check(
        Mysql,
        &[
            ("\u{feff}CREATE TABLE t (a int)", "create t (a int)"),
            ("CREATE TABLE t (a int);\n\u{feff}CREATE TABLE u (a int)", "create t (a int)\ncreate u (a int)"),
        ],
    );
}

#[test]
fn blanks_of_any_kind_stand_between_words() {
    check(
        Postgres,
        &[
            ("CREATE TABLE\u{a0}t (a int)", "create t (a int)"),
            (
                "CREATE TABLE t (\r\n  a int,\r\n  b int\r\n);\r\nDROP TABLE t;\r\n",
                "create t (a int, b int)\ndrop t",
            ),
            ("CREATE/*x*/TABLE/**/t(a\tint)--y", "create t (a int)"),
        ],
    );
}

#[test]
fn latin_1_is_read_softly() {
    assert_eq!(
        reads(Mysql, b"CREATE TABLE t (`stra\xdfe` int, b int DEFAULT '\xe9')"),
        "create t (stra\u{fffd}e int, b int default '\u{fffd}')"
    );
}

#[test]
fn names_may_be_of_any_script() {
    check(
        Postgres,
        &[("CREATE TABLE gürtel (größe int, \"名前\" text)", "create gürtel (größe int, 名前 text)")],
    );
    check(Sqlite, &[("CREATE TABLE 表 (a int)", "create 表 (a int)")]);
}

#[test]
fn comments_stand_anywhere() {
    check(
        Postgres,
        &[(
            "CREATE TABLE c ( -- the child\n a int /* of /* nested */ p */ REFERENCES p -- , b int\n (x) ON /*!*/ DELETE CASCADE)",
            "create c (a int, fk (a) > p (x) del cascade)",
        )],
    );
    check(Mysql, &[("CREATE TABLE t (a int, # b int,\n c int)", "create t (a int, c int)")]);
    check(Oracle, &[("REM it's a table\nCREATE TABLE t (a NUMBER);", "create t (a number)")]);
}

#[test]
fn what_a_migration_takes_back_is_told_apart() {
    check(
        Postgres,
        &[
            (
                "-- +goose Up\nCREATE TABLE t (a int);\n-- +goose Down\nDROP TABLE t;\n",
                "create t (a int)\ndown drop t",
            ),
            // The terminator is forgotten in real files.
            (
                "-- migrate:up\nCREATE TABLE t (a int)\n-- migrate:down\nDROP TABLE t\n",
                "create t (a int)\ndown drop t",
            ),
        ],
    );
}

#[test]
fn names_are_compared_after_the_engine_cut_them() {
    let long = "x".repeat(70);
    let sql = format!("ALTER TABLE c ADD CONSTRAINT {long} FOREIGN KEY (a) REFERENCES p (x)");
    let read = fklint_reflect::ddl::read(sql.as_bytes(), Postgres);
    let fklint_catalog::Change::AddForeignKey { foreign_key, .. } = &read.statements[0].changes[0] else {
        panic!("a foreign key is added")
    };
    assert_eq!(foreign_key.name.as_ref().map(|name| name.folded().len()), Some(63));
}
