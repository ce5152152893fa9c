-- engine: sqlite
-- NO ACTION refuses the DROP, with an error, where there are children.
PRAGMA foreign_keys = ON;
CREATE TABLE p (id integer PRIMARY KEY);
CREATE TABLE c (id integer PRIMARY KEY, p_id integer NOT NULL REFERENCES p);
CREATE INDEX c_p ON c (p_id);
CREATE TABLE p_new (id integer PRIMARY KEY, name text);
INSERT INTO p_new (id) SELECT id FROM p;
DROP TABLE p;
ALTER TABLE p_new RENAME TO p;
