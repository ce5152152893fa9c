-- engine: sqlite
-- A lending library, the way a program of many years makes it: old tables, later ones, and what was altered since.
PRAGMA foreign_keys = ON;

CREATE TABLE branch (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    code    TEXT NOT NULL UNIQUE COLLATE NOCASE,
    city    VARCHAR(80) DEFAULT 'Bern',
    head    INTEGER REFERENCES staff (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE staff (
    id          INTEGER PRIMARY KEY,
    branch_id   INTEGER NOT NULL CONSTRAINT staff_at REFERENCES branch ON UPDATE CASCADE,
    chief       INT REFERENCES staff,
    "full name" TEXT NOT NULL CHECK (length("full name") > 1),
    salary      DECIMAL(10, 2) DEFAULT 0.00 CHECK (salary >= 0),
    since       DATETIME DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT staff_known UNIQUE (branch_id, "full name")
);

CREATE TABLE title (
    isbn    TEXT PRIMARY KEY,
    name    TEXT NOT NULL,
    lang    TEXT NOT NULL DEFAULT ('de'),
    year    INT CHECK (year BETWEEN 1450 AND 2100),
    sort    TEXT GENERATED ALWAYS AS (lower(name) || year) VIRTUAL,
    pages   INT,
    weight  REAL AS (pages * 2.5) STORED
) WITHOUT ROWID;

CREATE TABLE copy (
    isbn    TEXT NOT NULL,
    number  INTEGER NOT NULL,
    branch  INTEGER DEFAULT 1 REFERENCES branch ON DELETE SET DEFAULT,
    state   TEXT NOT NULL DEFAULT "new" CHECK (state IN ('new', 'worn', 'it''s gone')),
    PRIMARY KEY (isbn, number),
    FOREIGN KEY (isbn) REFERENCES title ON DELETE RESTRICT ON UPDATE CASCADE
);

CREATE TABLE member (
    id      INTEGER NOT NULL,
    mail    TEXT,
    parent  INTEGER,
    level   ANY,
    PRIMARY KEY (id),
    UNIQUE (mail),
    FOREIGN KEY (parent) REFERENCES member (id) ON DELETE CASCADE
) STRICT;

CREATE TABLE loan (
    member  INTEGER NOT NULL REFERENCES member (id) ON DELETE CASCADE,
    isbn    TEXT,
    number  INTEGER,
    lent    DATE NOT NULL DEFAULT (date('now')),
    due     DATE,
    CONSTRAINT loan_of FOREIGN KEY (isbn, number) REFERENCES copy (isbn, number)
        MATCH FULL ON DELETE SET NULL DEFERRABLE INITIALLY IMMEDIATE,
    CHECK (due IS NULL OR due >= lent)
);
CREATE INDEX loan_of_copy ON loan (isbn, number DESC);
CREATE UNIQUE INDEX loan_open ON loan (isbn, number) WHERE due IS NOT NULL AND isbn IS NOT NULL;
CREATE INDEX loan_month ON loan (strftime('%Y-%m', lent), member);
CREATE INDEX staff_name ON staff ("full name" COLLATE NOCASE);

CREATE VIEW late AS SELECT member, isbn FROM loan WHERE due < date('now');
CREATE VIRTUAL TABLE words USING fts5(name, isbn UNINDEXED);
CREATE TRIGGER loan_lent AFTER INSERT ON loan BEGIN UPDATE copy SET state = 'worn' WHERE isbn = new.isbn; END;

-- What releases since have done to it.
ALTER TABLE branch ADD COLUMN phone TEXT;
ALTER TABLE loan RENAME COLUMN lent TO lent_on;
ALTER TABLE staff ADD COLUMN desk INTEGER REFERENCES desk (id);
CREATE TABLE desk_new (id INTEGER PRIMARY KEY, branch INTEGER REFERENCES branch (id));
ALTER TABLE desk_new RENAME TO desk;
CREATE TABLE old_log (line TEXT);
CREATE INDEX old_log_line ON old_log (line);
DROP TABLE old_log;
ALTER TABLE branch DROP COLUMN city;
DROP INDEX staff_name;
