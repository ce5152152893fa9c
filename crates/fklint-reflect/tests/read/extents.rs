//! Where the parts of definitions stand, to the byte.

use fklint_catalog::Engine::{self, Mariadb, Mysql, Oracle, Postgres, SqlServer, Sqlite};
use fklint_catalog::Part;
use fklint_reflect::MarkedObject;

use crate::common::{column, foreign_key, key, marked, table};

/// Takes the marks out of each text, reads it, and asserts that the marks come back where they were.
fn stand(engine: Engine, of: fn(&MarkedObject) -> bool, part: Part, texts: &[&str]) {
    for text in texts {
        let plain = text.replace(['«', '»'], "");
        assert_eq!(marked(engine, &plain, of, part), *text, "{part:?} on {engine}");
    }
}

#[test]
fn whole_foreign_keys() {
    stand(
        Postgres,
        foreign_key,
        Part::Whole,
        &[
            "CREATE TABLE c (a int «REFERENCES p (x) ON DELETE CASCADE» NOT NULL)",
            "CREATE TABLE c (a int «CONSTRAINT f REFERENCES p» DEFAULT 1, b int)",
            "CREATE TABLE c (a int, «CONSTRAINT f FOREIGN KEY (a) REFERENCES s.p (x) MATCH FULL ON DELETE SET NULL (a) ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED» /* end */ , b int)",
            "CREATE TABLE c (a int, «FOREIGN KEY (a) REFERENCES p»)",
            "ALTER TABLE c ADD «CONSTRAINT f FOREIGN KEY (a) REFERENCES p (x) NOT VALID», ADD «FOREIGN KEY (b) REFERENCES q»;",
            "ALTER TABLE c ADD COLUMN a int «REFERENCES p»;",
            "DO $$ BEGIN ALTER TABLE c ADD «CONSTRAINT f FOREIGN KEY (a) REFERENCES p (x)»; END $$;",
        ],
    );
    stand(
        Mysql,
        foreign_key,
        Part::Whole,
        &[
            "CREATE TABLE c (a int, «CONSTRAINT FOREIGN KEY i (a) REFERENCES p (x) ON DELETE CASCADE»\n) ENGINE=InnoDB",
            "/*!50000 ALTER TABLE c ADD «CONSTRAINT `f` FOREIGN KEY (a) REFERENCES p (x)» */",
            "CREATE TABLE c (a timestamp «REFERENCES p (x)» ON UPDATE CURRENT_TIMESTAMP)",
            "CREATE TABLE größe (a int /* é */, «FOREIGN KEY (a) REFERENCES `表` (x)»)",
        ],
    );
    stand(
        Oracle,
        foreign_key,
        Part::Whole,
        &[
            "ALTER TABLE c ADD (a NUMBER, «CONSTRAINT f FOREIGN KEY (a) REFERENCES p (x) ON DELETE CASCADE DISABLE»)",
            "ALTER TABLE c ADD «CONSTRAINT f FOREIGN KEY (a) REFERENCES p (x) DEFERRABLE ENABLE NOVALIDATE»;",
            "BEGIN EXECUTE IMMEDIATE 'ALTER TABLE c ADD «CONSTRAINT f FOREIGN KEY (a) REFERENCES p (x)»'; END;\n/\n",
        ],
    );
    stand(
        Sqlite,
        foreign_key,
        Part::Whole,
        &[
            "CREATE TABLE c (a int «FOREIGN KEY (a) REFERENCES p(x)»)",
            "CREATE TABLE c (a int, PRIMARY KEY (a) «FOREIGN KEY (a) REFERENCES p(x)» «FOREIGN KEY (a) REFERENCES q(x)»)",
        ],
    );
    stand(
        SqlServer,
        foreign_key,
        Part::Whole,
        &["ALTER TABLE [c] WITH NOCHECK ADD «CONSTRAINT [f] FOREIGN KEY([a]) REFERENCES [p] ([x])»"],
    );
}

#[test]
fn the_clauses_of_a_foreign_key() {
    let of = |part, texts: &[&str]| stand(Postgres, foreign_key, part, texts);
    of(
        Part::Name,
        &[
            "CREATE TABLE c (a int CONSTRAINT «\"f\"» REFERENCES p, CONSTRAINT «g» FOREIGN KEY (a) REFERENCES q)",
        ],
    );
    of(Part::Columns, &["CREATE TABLE c (a int REFERENCES p, FOREIGN KEY «( a , b )» REFERENCES q (x, y))"]);
    of(
        Part::References,
        &[
            "CREATE TABLE c (a int «REFERENCES p» NOT NULL, FOREIGN KEY (a) «REFERENCES q (x)» ON DELETE CASCADE)",
        ],
    );
    of(Part::Parent, &["CREATE TABLE c (a int REFERENCES «s.\"p\"» (x))"]);
    of(
        Part::OnDelete,
        &[
            "CREATE TABLE c (a int REFERENCES p ON UPDATE CASCADE «ON DELETE SET NULL» DEFERRABLE)",
            "ALTER TABLE c ADD FOREIGN KEY (a, b) REFERENCES p «ON DELETE SET NULL (b)» ON UPDATE CASCADE",
            "ALTER TABLE c ADD FOREIGN KEY (a) REFERENCES p «ON\n  delete /* x */ NO ACTION»;",
        ],
    );
    of(Part::OnUpdate, &["CREATE TABLE c (a int REFERENCES p «ON UPDATE CASCADE» ON DELETE SET NULL)"]);
    of(Part::Match, &["CREATE TABLE c (a int REFERENCES p «MATCH FULL» ON DELETE CASCADE)"]);
    of(
        Part::Clause(1),
        &[
            "CREATE TABLE c (a int REFERENCES p NOT DEFERRABLE «on\n  DELETE SET NULL (b)» NOT NULL)",
            "CREATE TABLE c (a int REFERENCES p MATCH FULL, b int REFERENCES p DEFERRABLE «MATCH FULL» ON DELETE CASCADE)",
        ],
    );
    of(
        Part::Deferrable,
        &[
            "CREATE TABLE c (a int REFERENCES p ON DELETE CASCADE «DEFERRABLE INITIALLY DEFERRED» NOT NULL)",
            "CREATE TABLE c (a int REFERENCES p «NOT DEFERRABLE», b int REFERENCES p «INITIALLY DEFERRED»)",
        ],
    );
    stand(
        Mariadb,
        foreign_key,
        Part::Name,
        &[
            "CREATE TABLE c (a int, FOREIGN KEY «i» (a) REFERENCES p (x), CONSTRAINT «f» FOREIGN KEY j (a) REFERENCES q (x))",
        ],
    );
}

#[test]
fn columns_and_their_clauses() {
    let of = |engine, part, texts: &[&str]| stand(engine, column, part, texts);
    of(
        Postgres,
        Part::Whole,
        &[
            "CREATE TABLE t («a int NOT NULL DEFAULT (1)», «\"b\" text»)",
            "ALTER TABLE t ADD COLUMN «a int REFERENCES p (x) ON DELETE CASCADE», ADD «b int»;",
        ],
    );
    of(Sqlite, Part::Whole, &["CREATE TABLE c («a int NOT NULL» FOREIGN KEY (a) REFERENCES p(x))"]);
    of(Mysql, Part::Whole, &["ALTER TABLE t MODIFY «a bigint NOT NULL» AFTER b, CHANGE c «d int»"]);
    of(Oracle, Part::Whole, &["ALTER TABLE t MODIFY («a NOT NULL», «b NUMBER»)"]);
    of(
        Postgres,
        Part::Type,
        &[
            "CREATE TABLE t (a «character varying (10)» NOT NULL, b «timestamp(3) with time zone» DEFAULT now(), c «serial»)",
        ],
    );
    of(
        Mysql,
        Part::Type,
        &["CREATE TABLE t (a «int(10) unsigned» NOT NULL, b «enum('x','y')» CHARACTER SET latin1)"],
    );
    of(Sqlite, Part::Type, &["CREATE TABLE t (a, b «UNSIGNED BIG INT» PRIMARY KEY)"]);
    of(
        Postgres,
        Part::NotNull,
        &[
            "CREATE TABLE t (a int DEFAULT 1 «NOT NULL» UNIQUE, b int «CONSTRAINT n NOT NULL» DEFAULT 2, c int NULL)",
        ],
    );
    of(
        Postgres,
        Part::Default,
        &["CREATE TABLE t (a int «DEFAULT 1 + (2)» NOT NULL, b text «DEFAULT 'x'::text»)"],
    );
    of(
        Postgres,
        Part::Generator,
        &[
            "CREATE TABLE t (a bigint «GENERATED ALWAYS AS IDENTITY (START WITH 1)» PRIMARY KEY, b «serial» NOT NULL)",
        ],
    );
    of(Mysql, Part::Generator, &["CREATE TABLE t (a int NOT NULL «AUTO_INCREMENT» PRIMARY KEY)"]);
    of(Sqlite, Part::Generator, &["CREATE TABLE t (a INTEGER PRIMARY KEY «AUTOINCREMENT» NOT NULL)"]);
    of(SqlServer, Part::Generator, &["CREATE TABLE t (a int «IDENTITY(1,1)» NOT NULL)"]);
    of(Postgres, Part::Name, &["CREATE TABLE t («\"a\"» int, «b» int)"]);
}

#[test]
fn keys_and_their_clauses() {
    stand(
        Postgres,
        key,
        Part::Whole,
        &[
            "CREATE TABLE t (a int «PRIMARY KEY» NOT NULL, b int «CONSTRAINT u UNIQUE DEFERRABLE», «CONSTRAINT v UNIQUE (a, b)», «UNIQUE (b) INCLUDE (a)»)",
            "«CREATE UNIQUE INDEX i ON t (a) WHERE a > 0»;",
        ],
    );
    stand(
        Postgres,
        key,
        Part::Name,
        &["CREATE TABLE t (a int, CONSTRAINT «u» UNIQUE (a)); CREATE INDEX «s.i» ON t (a)"],
    );
    stand(Mysql, key, Part::Name, &["CREATE TABLE t (a int, KEY «`k`» (a), UNIQUE «u» (a))"]);
    stand(
        Postgres,
        key,
        Part::Columns,
        &["CREATE TABLE t (a int, UNIQUE «(a, b)»); CREATE INDEX i ON t «(lower(a))»"],
    );
}

#[test]
fn tables_and_their_options() {
    stand(
        Mysql,
        table,
        Part::StorageEngine,
        &[
            "CREATE TABLE t (a int) «ENGINE=InnoDB» DEFAULT CHARSET=utf8; ALTER TABLE t «ENGINE = MyISAM», ADD b int",
            "CREATE TABLE t (a int) /*!40100 «TYPE=InnoDB» */",
        ],
    );
    stand(Postgres, table, Part::Whole, &["  «CREATE TABLE t (a int) WITH (fillfactor=70)» ;\n"]);
    stand(
        Postgres,
        table,
        Part::Name,
        &["CREATE TABLE IF NOT EXISTS «s.\"t\"» (a int); DROP TABLE «a», «s.b»"],
    );
}

#[test]
fn a_byte_order_mark_and_carriage_returns_shift_nothing() {
    stand(
        Mysql,
        foreign_key,
        Part::Whole,
        &["\u{feff}CREATE TABLE c (\r\n  a int,\r\n  «FOREIGN KEY (a)\r\n    REFERENCES p (x)»\r\n);\r\n"],
    );
}
