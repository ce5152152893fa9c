-- engine: sqlite
-- What the script means by its own pragma is for a person to say.
CREATE TABLE p (id integer PRIMARY KEY);
CREATE TABLE c (id integer PRIMARY KEY, p_id integer REFERENCES p);
CREATE INDEX c_p ON c (p_id);
ALTER TABLE p RENAME TO p_old; -- ~ rebuild-rewrites-children
CREATE TABLE p (id integer PRIMARY KEY, name text);
PRAGMA foreign_keys = ON;
INSERT INTO p (id) SELECT id FROM p_old;
DROP TABLE p_old;
