-- engine: sqlite
PRAGMA foreign_keys = off;
DROP TABLE IF EXISTS p;
CREATE TABLE p (id integer PRIMARY KEY);
CREATE INDEX p_id ON p (id);
INSERT INTO p SELECT 1;
