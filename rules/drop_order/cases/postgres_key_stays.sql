-- engine: postgres
-- The child stays: its key has to go first. A table made again is another one.
CREATE TABLE a (a_id integer PRIMARY KEY);
CREATE TABLE b (b_id integer PRIMARY KEY);
ALTER TABLE b ADD COLUMN a_id integer REFERENCES a (a_id);
CREATE INDEX ON b (a_id);
DROP TABLE a; -- ~ drop-order "`b` still references it"
CREATE TABLE a (a_id integer PRIMARY KEY);
