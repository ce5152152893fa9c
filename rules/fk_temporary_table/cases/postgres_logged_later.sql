-- engine: postgres
CREATE UNLOGGED TABLE p (id integer PRIMARY KEY);
ALTER TABLE p SET LOGGED;
CREATE TABLE c (
    id integer PRIMARY KEY,
    p_id integer REFERENCES p (id)
);
CREATE INDEX ON c (p_id);
