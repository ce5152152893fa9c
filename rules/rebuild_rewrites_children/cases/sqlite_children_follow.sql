-- engine: sqlite
-- The child is rebuilt too, and refers to the new table.
CREATE TABLE p (id integer PRIMARY KEY);
CREATE TABLE c (id integer PRIMARY KEY, p_id integer REFERENCES p);
ALTER TABLE p RENAME TO p_old;
CREATE TABLE p (id integer PRIMARY KEY, name text);
INSERT INTO p (id) SELECT id FROM p_old;
DROP TABLE p_old;
ALTER TABLE c RENAME TO c_old;
CREATE TABLE c (id integer PRIMARY KEY, p_id integer REFERENCES p);
INSERT INTO c SELECT id, p_id FROM c_old;
DROP TABLE c_old;
CREATE INDEX c_p ON c (p_id);
