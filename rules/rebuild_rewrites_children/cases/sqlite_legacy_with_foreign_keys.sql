-- engine: sqlite
CREATE TABLE p (id integer PRIMARY KEY);
CREATE TABLE c (id integer PRIMARY KEY, p_id integer REFERENCES p);
CREATE INDEX c_p ON c (p_id);
CREATE TABLE d (id integer PRIMARY KEY, p_id integer REFERENCES p);
CREATE INDEX d_p ON d (p_id);
PRAGMA foreign_keys = ON;
PRAGMA legacy_alter_table = ON;
ALTER TABLE p RENAME TO p_old; -- ~ rebuild-rewrites-children "`c` and `d` refer to `p_old`"
CREATE TABLE p (id integer PRIMARY KEY, name text);
INSERT INTO p (id) SELECT id FROM p_old;
DROP TABLE p_old;
