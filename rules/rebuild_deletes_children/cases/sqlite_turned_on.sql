-- engine: sqlite
PRAGMA foreign_keys = ON;
CREATE TABLE p (id integer PRIMARY KEY);
CREATE TABLE gone (id integer PRIMARY KEY, p_id integer NOT NULL REFERENCES p ON DELETE CASCADE);
CREATE INDEX gone_p ON gone (p_id);
CREATE TABLE loose (id integer PRIMARY KEY, p_id integer REFERENCES p ON DELETE SET NULL);
CREATE INDEX loose_p ON loose (p_id);
CREATE TABLE p_new (id integer PRIMARY KEY, name text);
INSERT INTO p_new (id) SELECT id FROM p;
DROP TABLE p; -- ~ rebuild-deletes-children "deletes the rows of `gone` and unlinks those of `loose`"
ALTER TABLE p_new RENAME TO p;
