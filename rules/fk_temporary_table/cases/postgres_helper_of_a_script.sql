-- engine: postgres
CREATE TABLE p (id integer PRIMARY KEY);
CREATE TABLE c (
    id integer PRIMARY KEY,
    p_id integer REFERENCES p (id)
);
CREATE INDEX ON c (p_id);
CREATE TEMPORARY TABLE moved AS SELECT id FROM p;
CREATE TEMPORARY TABLE copy (LIKE c INCLUDING ALL);
