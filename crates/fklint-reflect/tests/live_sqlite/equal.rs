//! `reflect(live loaded with ddl) == read(ddl)`.

use crate::{Folder, declared, differences, reflect};

/// Reflected and read, these are one and the same, and SQLite and our reader agree on every word.
const EQUAL: &[&str] = &[
    "",
    "CREATE TABLE p(id INTEGER PRIMARY KEY AUTOINCREMENT, code TEXT NOT NULL UNIQUE, x REAL DEFAULT 1.5);
     CREATE TABLE c(id INTEGER PRIMARY KEY, p INT REFERENCES p, q TEXT REFERENCES p(code) ON UPDATE CASCADE);",
    // Every action, MATCH and DEFERRABLE, in both forms, with and without names.
    "CREATE TABLE p(a INT, b INT, PRIMARY KEY (a, b), UNIQUE (b, a));
     CREATE TABLE c(
       a INT CONSTRAINT one REFERENCES p(a) ON DELETE SET NULL ON UPDATE SET DEFAULT MATCH FULL,
       b INT REFERENCES p(b) DEFERRABLE INITIALLY DEFERRED REFERENCES q(z) ON DELETE RESTRICT,
       CONSTRAINT two FOREIGN KEY (a, b) REFERENCES p(a, b) ON DELETE CASCADE DEFERRABLE INITIALLY IMMEDIATE,
       CONSTRAINT three FOREIGN KEY (b, a) REFERENCES p ON UPDATE NO ACTION NOT DEFERRABLE INITIALLY DEFERRED,
       FOREIGN KEY (a) REFERENCES nowhere MATCH PARTIAL DEFERRABLE
     );",
    // Self-references and mutual ones; more columns than the parent's key has.
    "CREATE TABLE widget(widget_id INTEGER PRIMARY KEY, favorite INT, FOREIGN KEY (widget_id, favorite) REFERENCES entry);
     CREATE TABLE entry(entry_id INTEGER PRIMARY KEY, w INT NOT NULL REFERENCES widget(widget_id));
     CREATE TABLE node(id INTEGER PRIMARY KEY, parent INT REFERENCES node ON DELETE CASCADE);",
    // Primary keys of every kind.
    "CREATE TABLE a(x INT PRIMARY KEY);
     CREATE TABLE b(x INTEGER PRIMARY KEY DESC);
     CREATE TABLE c(x TEXT, y TEXT, CONSTRAINT pk PRIMARY KEY (y DESC, x COLLATE nocase));
     CREATE TABLE d(x TEXT PRIMARY KEY, y TEXT) WITHOUT ROWID;
     CREATE TABLE e(x TEXT, y TEXT NOT NULL, PRIMARY KEY (y, x)) WITHOUT ROWID, STRICT;
     CREATE TABLE f(x INTEGER, y ANY, PRIMARY KEY (x)) STRICT;
     CREATE TABLE g(x INTEGER CONSTRAINT pk PRIMARY KEY ON CONFLICT ROLLBACK AUTOINCREMENT);
     CREATE TABLE h(x);",
    // Unique constraints, also those that SQLite merges.
    "CREATE TABLE t(a INT UNIQUE, b TEXT CONSTRAINT ub UNIQUE ON CONFLICT IGNORE, c INT,
       CONSTRAINT uc UNIQUE (c, a), UNIQUE (b COLLATE nocase, c), UNIQUE (a), PRIMARY KEY (a));
     CREATE TABLE u(a INTEGER PRIMARY KEY UNIQUE, b INT, PRIMARY_ INT, UNIQUE (b), UNIQUE (b));",
    // Indexes.
    "CREATE TABLE t(a TEXT COLLATE NOCASE, b TEXT, c INT);
     CREATE INDEX i1 ON t(a, b DESC, c ASC);
     CREATE UNIQUE INDEX IF NOT EXISTS i2 ON t(a COLLATE binary, b COLLATE NOCASE) WHERE b IS NOT NULL AND c IS NOT NULL;
     CREATE INDEX \"i 3\" ON t(lower(b), c + 1 DESC) WHERE c > 1 AND b <> 'x)';
     CREATE INDEX main.i4 ON t(b);
     CREATE UNIQUE INDEX i5 ON t(c);",
    // Defaults, checks, generated columns, collations, types as SQLite takes them.
    "CREATE TABLE t(
       a DEFAULT -1, b DEFAULT (1 /* one */ + 1), c DEFAULT 'it''s', d DEFAULT CURRENT_TIMESTAMP, e DEFAULT NULL,
       f DECIMAL( 10 , 2 ) DEFAULT +1.0, g UNSIGNED BIG INT, h VARCHAR (20) COLLATE NOCASE, i BLOB DEFAULT x'00',
       j INT CHECK (j > 0), k INT CONSTRAINT ck CHECK (k IN (1, 2)),
       l INT GENERATED ALWAYS AS (j + 1) STORED, m AS (j || 'x'), n TEXT AS (lower(c)) VIRTUAL NOT NULL,
       o BOOLEAN NOT NULL DEFAULT TRUE, p TEXT DEFAULT (lower('X')), q double precision,
       CHECK (j < k), CONSTRAINT ck2 CHECK (a <> '(')
     );",
    // Names that need quotes, in every kind of them.
    "CREATE TABLE \"a b\"(\"x\"\"y\" INT PRIMARY KEY, [in] INT, `select` INT, 'str' INT, \"é\" INT);
     CREATE TABLE [c](x INT REFERENCES \"a b\"(\"x\"\"y\"), FOREIGN KEY ([x]) REFERENCES 'a b'(\"IN\"));
     CREATE TABLE \"Order\"(\"from\" INT, UNIQUE (\"FROM\"), FOREIGN KEY (\"From\") REFERENCES \"ORDER\"(\"from\"));",
    // Constraints without commas between them, comments everywhere.
    "CREATE /* x */ TABLE t -- the table
     ( a INT -- the a
       , b INT /* , c INT */ NOT NULL
       , PRIMARY KEY (a) UNIQUE (b) FOREIGN KEY (b) REFERENCES t(a) -- itself
     ) ;",
    // Views and virtual tables: there, without columns. Their shadows are no tables of the schema.
    "CREATE TABLE t(a); CREATE VIEW v AS SELECT a FROM t; CREATE VIEW broken AS SELECT x FROM gone;
     CREATE VIRTUAL TABLE f USING fts5(a, b); CREATE VIRTUAL TABLE r USING rtree(id, x0, x1);
     CREATE TRIGGER tr AFTER INSERT ON t BEGIN DELETE FROM t; END;",
    // What ALTER and DROP leave behind.
    "CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c(x INT, p INT REFERENCES p(id), y INT);
     CREATE INDEX i ON c(p); CREATE INDEX j ON c(y);
     ALTER TABLE p RENAME TO parent; ALTER TABLE parent RENAME COLUMN id TO pid;
     ALTER TABLE c ADD COLUMN z INT CONSTRAINT fz REFERENCES parent ON DELETE SET NULL;
     ALTER TABLE c DROP COLUMN x; DROP INDEX j; ALTER TABLE c RENAME TO child;
     CREATE TABLE gone(a); DROP TABLE gone; CREATE TEMP TABLE tmp_(a); DROP TABLE tmp_;",
];

#[test]
fn what_is_reflected_is_what_the_text_says() {
    let mut wrong = Vec::new();
    for ddl in EQUAL {
        let folder = Folder::new();
        let live = reflect(&folder.database(ddl));
        let lines = differences(&live.catalog, &declared(ddl));
        if !lines.is_empty() || !live.notes.iter().all(|note| note.contains("the file is empty")) {
            wrong.push(format!("{ddl}\n{}\nnotes {:?}", lines.join("\n"), live.notes));
        }
        assert_eq!(live.queries, 5);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// Where SQLite knows more than the text, or takes it for something else; what the text says stands behind.
const DIFFERENT: &[(&str, &str)] = &[
    ("CREATE TABLE t AS SELECT 1 AS a, 'x' AS b", "the columns of a query are in the stored text"),
    ("CREATE TABLE t(a INT); CREATE INDEX i ON t((a))", "a column in parentheses is a column"),
    (
        "CREATE TABLE t(a INT); CREATE INDEX i ON t(\"b\")",
        "a name in double quotes that is no column is a string",
    ),
    ("CREATE TABLE t(a INT AUTO_INCREMENT)", "AUTO_INCREMENT is a part of the type"),
    ("CREATE TABLE t(a INT COMMENT 'x')", "COMMENT and its string are parts of the type"),
];

#[test]
fn what_differs_is_known() {
    for (ddl, why) in DIFFERENT {
        let folder = Folder::new();
        let live = reflect(&folder.database(ddl));
        let lines = differences(&live.catalog, &declared(ddl));
        assert_eq!(lines.len(), 1, "{ddl}: {why}: {lines:?} {:?}", live.notes);
    }
}
