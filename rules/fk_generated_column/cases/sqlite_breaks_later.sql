-- engine: sqlite
PRAGMA foreign_keys = ON;
CREATE TABLE p (id INTEGER PRIMARY KEY);
CREATE TABLE c (
    id INTEGER PRIMARY KEY,
    a INTEGER,
    v INTEGER AS (a + 1) REFERENCES p (id) ON DELETE SET NULL, -- ~ fk-generated-column "deleting a row of `p` fails"
    w INTEGER AS (a + 2) STORED REFERENCES p (id) ON UPDATE CASCADE, -- ~ fk-generated-column "changing a key of `p` fails"
    x INTEGER AS (a + 3) REFERENCES p (id) ON DELETE CASCADE
);
CREATE INDEX c_v ON c (v);
CREATE INDEX c_w ON c (w);
CREATE INDEX c_x ON c (x);
