-- engine: sqlite
-- It deletes the rows first, and works on empty tables.
PRAGMA foreign_keys = ON;
CREATE TABLE a (a_id integer PRIMARY KEY);
CREATE TABLE b (b_id integer PRIMARY KEY, a_id integer REFERENCES a (a_id));
DROP TABLE a;
DROP TABLE b;
