-- engine: sqlite
-- Three tables in a circle; a fourth hangs on it, and is no part of it.
PRAGMA foreign_keys = ON;
CREATE TABLE a (
    a_id integer PRIMARY KEY,
    c_id integer REFERENCES c (c_id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED -- ~ fk-delete-cycle
);
CREATE TABLE b (b_id integer PRIMARY KEY, a_id integer NOT NULL REFERENCES a (a_id) ON DELETE CASCADE);
CREATE TABLE c (c_id integer PRIMARY KEY, b_id integer NOT NULL REFERENCES b (b_id) ON DELETE CASCADE);
CREATE TABLE d (d_id integer PRIMARY KEY, c_id integer NOT NULL REFERENCES c (c_id) ON DELETE CASCADE);
CREATE INDEX a_c ON a (c_id);
CREATE INDEX b_a ON b (a_id);
CREATE INDEX c_b ON c (b_id);
CREATE INDEX d_c ON d (c_id);
