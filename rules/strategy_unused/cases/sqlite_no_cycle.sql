-- engine: sqlite
-- The same on every engine.
PRAGMA foreign_keys = ON;
CREATE TABLE a (a_id integer PRIMARY KEY);
CREATE TABLE b (
    b_id integer PRIMARY KEY,
    a_id integer,
    CONSTRAINT fk_b_a FOREIGN KEY (a_id) REFERENCES a (a_id) -- fklint: post-update
    -- ~^ strategy-unused
);
CREATE INDEX b_a ON b (a_id);
