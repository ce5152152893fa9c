-- engine: sqlite
-- INTEGER PRIMARY KEY is made by the engine, INT PRIMARY KEY is not.
PRAGMA foreign_keys = ON;
CREATE TABLE a (a_id INTEGER PRIMARY KEY, up_id integer REFERENCES a (a_id)); -- ~ self-reference-undeclared
CREATE TABLE b (b_id INT PRIMARY KEY, up_id integer REFERENCES b (b_id));
CREATE INDEX a_up ON a (up_id);
CREATE INDEX b_up ON b (up_id);
