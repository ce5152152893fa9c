//! Foreign keys in every form that a dialect allows.

use fklint_catalog::Engine::{Mariadb, Mysql, Oracle, Postgres, SqlServer, Sqlite};

use crate::common::check;

#[test]
fn foreign_keys_stand_in_columns_and_in_tables() {
    for engine in [Postgres, Sqlite, Oracle, SqlServer] {
        check(
            engine,
            &[
                ("CREATE TABLE c (a int REFERENCES p (x))", "create c (a int, fk (a) > p (x))"),
                ("CREATE TABLE c (a int CONSTRAINT f REFERENCES p)", "create c (a int, f: fk (a) > p)"),
                (
                    "CREATE TABLE c (a int, b int, FOREIGN KEY (a, b) REFERENCES s.p (x, y))",
                    "create c (a int, b int, fk (a, b) > s.p (x, y))",
                ),
                (
                    "CREATE TABLE c (a int, CONSTRAINT f FOREIGN KEY (a) REFERENCES p (x))",
                    "create c (a int, f: fk (a) > p (x))",
                ),
            ],
        );
    }
    for engine in [Mysql, Mariadb] {
        check(
            engine,
            &[(
                "CREATE TABLE c (a int REFERENCES p (x) ON DELETE CASCADE)",
                "create c (a int, fk (a) > p (x) del cascade inline)",
            )],
        );
    }
}

#[test]
fn actions_may_come_in_any_order() {
    check(
        Postgres,
        &[
            (
                "CREATE TABLE c (a int REFERENCES p ON DELETE CASCADE ON UPDATE SET NULL)",
                "create c (a int, fk (a) > p del cascade upd set null)",
            ),
            (
                "CREATE TABLE c (a int REFERENCES p ON UPDATE RESTRICT ON DELETE SET DEFAULT)",
                "create c (a int, fk (a) > p del set default upd restrict)",
            ),
            (
                "CREATE TABLE c (a int REFERENCES p ON UPDATE NO ACTION NOT NULL)",
                "create c (a int not null, fk (a) > p)",
            ),
            (
                "CREATE TABLE c (a int, FOREIGN KEY (a) REFERENCES p MATCH FULL ON DELETE CASCADE)",
                "create c (a int, fk (a) > p del cascade match full)",
            ),
            (
                "CREATE TABLE c (a int REFERENCES p MATCH SIMPLE DEFERRABLE)",
                "create c (a int, fk (a) > p deferrable)",
            ),
        ],
    );
}

#[test]
fn set_null_may_name_its_columns() {
    check(
        Postgres,
        &[
            (
                "CREATE TABLE c (a int, b int, FOREIGN KEY (a, b) REFERENCES p (x, y) ON DELETE SET NULL (b))",
                "create c (a int, b int, fk (a, b) > p (x, y) del set null of (b)) ? clauses of 0: ON DELETE, SET NULL (columns)",
            ),
            (
                "ALTER TABLE c ADD FOREIGN KEY (a, b) REFERENCES p ON DELETE SET DEFAULT (a, b) ON UPDATE CASCADE",
                "c + fk (a, b) > p del set default upd cascade of (a, b) ? clauses of 0: ON DELETE, SET NULL (columns), ON UPDATE",
            ),
        ],
    );
}

#[test]
fn deferrable_is_said_in_many_ways() {
    let deferred = "create c (a int, fk (a) > p deferred)";
    let immediate = "create c (a int, fk (a) > p deferrable)";
    check(
        Postgres,
        &[
            ("CREATE TABLE c (a int REFERENCES p DEFERRABLE INITIALLY DEFERRED)", deferred),
            ("CREATE TABLE c (a int REFERENCES p INITIALLY DEFERRED)", deferred),
            ("CREATE TABLE c (a int REFERENCES p INITIALLY DEFERRED DEFERRABLE)", deferred),
            ("CREATE TABLE c (a int REFERENCES p DEFERRABLE)", immediate),
            ("CREATE TABLE c (a int REFERENCES p DEFERRABLE INITIALLY IMMEDIATE)", immediate),
            (
                "CREATE TABLE c (a int REFERENCES p NOT DEFERRABLE INITIALLY IMMEDIATE)",
                "create c (a int, fk (a) > p)",
            ),
            ("CREATE TABLE c (a int REFERENCES p INITIALLY IMMEDIATE)", "create c (a int, fk (a) > p)"),
        ],
    );
    // s1_self_sqlite 1e
    check(
        Sqlite,
        &[
            ("CREATE TABLE c (a int REFERENCES p DEFERRABLE INITIALLY DEFERRED)", deferred),
            (
                "CREATE TABLE c (a int REFERENCES p NOT DEFERRABLE INITIALLY DEFERRED)",
                "create c (a int, fk (a) > p)",
            ),
        ],
    );
    check(
        Oracle,
        &[
            ("CREATE TABLE c (a int REFERENCES p INITIALLY DEFERRED DEFERRABLE)", deferred),
            ("CREATE TABLE c (a int REFERENCES p INITIALLY DEFERRED)", deferred),
        ],
    );
}

#[test]
fn clauses_that_may_be_refused_are_read_and_told() {
    check(
        Postgres,
        &[
            (
                "CREATE TABLE c (a int REFERENCES p INITIALLY DEFERRED ON DELETE CASCADE)",
                "create c (a int, fk (a) > p del cascade deferred) \
                 ? a column's clauses of 0: INITIALLY DEFERRED, ON DELETE",
            ),
            (
                "CREATE TABLE c (a int REFERENCES p ON DELETE CASCADE, b int REFERENCES p ON DELETE CASCADE MATCH FULL)",
                "create c (a int, b int, fk (a) > p del cascade, fk (b) > p del cascade match full) \
                 ? a column's clauses of 1: ON DELETE, MATCH FULL",
            ),
            // Before 15 and 18 these are refused.
            (
                "ALTER TABLE c ADD FOREIGN KEY (a) REFERENCES p ON DELETE SET NULL (a) NOT ENFORCED",
                "c + fk (a) > p del set null of (a) off \
                 ? clauses of 0: ON DELETE, SET NULL (columns), NOT ENFORCED",
            ),
            (
                "ALTER TABLE c ADD a int REFERENCES p NOT VALID",
                "c + a int; c + fk (a) > p not validated ? a column's clauses of 0: NOT VALID",
            ),
            (
                "CREATE TABLE c (a int REFERENCES p MATCH FULL ON UPDATE CASCADE ON DELETE CASCADE INITIALLY DEFERRED DEFERRABLE)",
                "create c (a int, fk (a) > p del cascade upd cascade match full deferred)",
            ),
        ],
    );
    check(
        Mariadb,
        &[
            (
                "CREATE TABLE c (a int, FOREIGN KEY (a) REFERENCES p (x) NOT DEFERRABLE)",
                "create c (a int, fk (a) > p (x)) ? clauses of 0: NOT DEFERRABLE",
            ),
            (
                "CREATE TABLE c (a int, FOREIGN KEY (a) REFERENCES p (x) MATCH SIMPLE ON DELETE CASCADE)",
                "create c (a int, fk (a) > p (x) del cascade)",
            ),
        ],
    );
    check(
        Sqlite,
        &[(
            "CREATE TABLE c (a int REFERENCES p ON DELETE CASCADE MATCH FULL ON INSERT CASCADE ON DELETE RESTRICT)",
            "create c (a int, fk (a) > p del restrict match full)",
        )],
    );
}

#[test]
fn enforcement_is_told() {
    check(
        Postgres,
        &[
            (
                "ALTER TABLE c ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES p (x) NOT VALID",
                "c + f: fk (a) > p (x) not validated",
            ),
            (
                "CREATE TABLE c (a int REFERENCES p NOT ENFORCED, b int REFERENCES q ENFORCED)",
                "create c (a int, b int, fk (a) > p off, fk (b) > q) \
                 ? a column's clauses of 0: NOT ENFORCED ? a column's clauses of 1: ENFORCED",
            ),
            (
                "CREATE TABLE c (i int, v tstzrange, FOREIGN KEY (i, PERIOD v) REFERENCES p (i, PERIOD v))",
                "create c (i int, v tstzrange, fk (i, v) > p (i, v) period)",
            ),
        ],
    );
    check(
        Oracle,
        &[
            (
                "ALTER TABLE c ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES p (x) DEFERRABLE INITIALLY DEFERRED ENABLE NOVALIDATE",
                "c + f: fk (a) > p (x) deferred not validated",
            ),
            (
                "ALTER TABLE c ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES p (x) RELY DISABLE",
                "c + f: fk (a) > p (x) off",
            ),
            (
                "ALTER TABLE c ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES p (x) DISABLE NOVALIDATE",
                "c + f: fk (a) > p (x) off",
            ),
            (
                "CREATE TABLE c (a NUMBER REFERENCES p ON DELETE CASCADE ENABLE, b NUMBER NOT NULL ENABLE)",
                "create c (a number, b number not null, fk (a) > p del cascade)",
            ),
            (
                "ALTER TABLE c ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES p (x) EXCEPTIONS INTO e",
                "c + f: fk (a) > p (x)",
            ),
        ],
    );
    check(
        SqlServer,
        &[
            (
                "ALTER TABLE [c] WITH CHECK ADD CONSTRAINT [f] FOREIGN KEY([a]) REFERENCES [dbo].[p] ([x])",
                "c + f: fk (a) > dbo.p (x)",
            ),
            (
                "ALTER TABLE c WITH NOCHECK ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES p (x)",
                "c + f: fk (a) > p (x) not validated",
            ),
            (
                "CREATE TABLE c (a int FOREIGN KEY REFERENCES p (x) NOT FOR REPLICATION)",
                "create c (a int, fk (a) > p (x))",
            ),
        ],
    );
}

#[test]
fn mysql_keys_may_name_an_index_or_nothing() {
    check(
        Mysql,
        &[
            // MySQL 9.7 gives the index's name to nothing.
            (
                "CREATE TABLE c (a int, FOREIGN KEY i (a) REFERENCES p (x))",
                "create c (a int, fk (a) > p (x))",
            ),
            (
                "CREATE TABLE c (a int, CONSTRAINT f FOREIGN KEY i (a) REFERENCES p (x))",
                "create c (a int, f: fk (a) > p (x))",
            ),
            (
                "CREATE TABLE c (a int, CONSTRAINT FOREIGN KEY (a) REFERENCES `d`.`p` (`x`))",
                "create c (a int, fk (a) > d.p (x))",
            ),
            (
                "ALTER TABLE c ADD CONSTRAINT FOREIGN KEY (a) REFERENCES p (x) ON UPDATE CASCADE",
                "c + fk (a) > p (x) upd cascade",
            ),
        ],
    );
    check(
        Mariadb,
        &[
            // MariaDB 10.11 gives it to the foreign key too.
            (
                "CREATE TABLE c (a int, FOREIGN KEY i (a) REFERENCES p (x))",
                "create c (a int, i: fk (a) > p (x))",
            ),
            (
                "CREATE TABLE c (a int, CONSTRAINT f FOREIGN KEY i (a) REFERENCES p (x))",
                "create c (a int, f: fk (a) > p (x))",
            ),
            (
                "ALTER TABLE c ADD FOREIGN KEY IF NOT EXISTS i (a) REFERENCES p (x)",
                "c + i: fk (a) > p (x) ? unless there",
            ),
        ],
    );
}

#[test]
fn on_update_of_a_column_is_no_action_of_its_foreign_key() {
    check(
        Mysql,
        &[(
            "CREATE TABLE c (a timestamp REFERENCES p (x) ON UPDATE CURRENT_TIMESTAMP)",
            "create c (a timestamp on update CURRENT_TIMESTAMP, fk (a) > p (x) inline) \
             ? a column's clauses of 0: another attribute",
        )],
    );
}

#[test]
fn what_stands_behind_other_attributes_of_the_column_is_read() {
    check(
        Postgres,
        &[
            (
                "CREATE TABLE c (a int REFERENCES p (x) NOT NULL DEFERRABLE)",
                "create c (a int not null, fk (a) > p (x) deferrable) \
                 ? a column's clauses of 0: another attribute, DEFERRABLE",
            ),
            (
                "CREATE TABLE c (a int REFERENCES p (x) ON DELETE CASCADE NOT NULL UNIQUE DEFERRABLE)",
                "create c (a int not null, unique (a) deferrable, fk (a) > p (x) del cascade)",
            ),
        ],
    );
}

#[test]
fn constraints_without_a_comma_before_them_are_read() {
    check(
        Sqlite,
        &[
            (
                "CREATE TABLE c (a int, PRIMARY KEY (a) FOREIGN KEY (a) REFERENCES p(x))",
                "create c (a int, pk (a), fk (a) > p (x))",
            ),
            ("CREATE TABLE c (a int FOREIGN KEY (a) REFERENCES p(x))", "create c (a int, fk (a) > p (x))"),
            (
                "CREATE TABLE c (a int NOT NULL CONSTRAINT f FOREIGN KEY (a) REFERENCES p(x))",
                "create c (a int not null, f: fk (a) > p (x))",
            ),
            (
                "CREATE TABLE c (a int, FOREIGN KEY (a) REFERENCES p(x) FOREIGN KEY (a) REFERENCES q(x) CHECK (a > 0))",
                "create c (a int, fk (a) > p (x), fk (a) > q (x), check (a > 0))",
            ),
        ],
    );
    check(
        Mysql,
        &[(
            "CREATE TABLE c (a int, KEY k (a) CONSTRAINT f FOREIGN KEY (a) REFERENCES p (x))",
            "create c (a int, k: index (a), f: fk (a) > p (x))",
        )],
    );
}
