-- engine: sqlite
-- Checks can be turned off before the transaction alone.
CREATE TABLE p (id integer PRIMARY KEY);
CREATE TABLE c (id integer PRIMARY KEY, p_id integer REFERENCES p);
CREATE INDEX c_p ON c (p_id);
BEGIN;
ALTER TABLE p RENAME TO p_old; -- ~ rebuild-rewrites-children
CREATE TABLE p (id integer PRIMARY KEY, name text);
INSERT INTO p (id) SELECT id FROM p_old;
DROP TABLE p_old;
COMMIT;
