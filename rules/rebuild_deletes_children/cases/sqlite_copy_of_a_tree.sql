-- engine: sqlite
-- The rows of the copy refer to the old table, and go with it.
PRAGMA foreign_keys = ON;
CREATE TABLE p (id integer PRIMARY KEY, up integer REFERENCES p ON DELETE CASCADE);
INSERT INTO p VALUES (1, NULL), (2, 1);
CREATE TABLE p_new (id integer PRIMARY KEY, up integer REFERENCES p ON DELETE CASCADE, name text);
INSERT INTO p_new (id, up) SELECT id, up FROM p;
DROP TABLE p; -- ~ rebuild-deletes-children "deletes the rows of `p_new`"
ALTER TABLE p_new RENAME TO p;
CREATE INDEX p_up ON p (up);
