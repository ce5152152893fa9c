-- engine: postgres
-- A part of a schema: the rest may close the cycle.
CREATE TABLE b (
    b_id integer PRIMARY KEY,
    a_id integer REFERENCES a (a_id) -- fklint: post-update
);
CREATE INDEX ON b (a_id);
ALTER TABLE a ADD COLUMN note text;
