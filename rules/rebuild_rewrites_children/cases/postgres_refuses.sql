-- engine: postgres
-- Here the DROP is refused.
CREATE TABLE p (id integer PRIMARY KEY);
ALTER TABLE p RENAME TO p_old;
CREATE TABLE p (id integer PRIMARY KEY, name text);
INSERT INTO p (id) SELECT id FROM p_old;
DROP TABLE p_old;
CREATE TABLE c (id integer PRIMARY KEY, p_id integer REFERENCES p);
CREATE INDEX c_p ON c (p_id);
