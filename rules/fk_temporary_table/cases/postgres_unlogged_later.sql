-- engine: postgres
CREATE TABLE p (id integer PRIMARY KEY);
CREATE TABLE c (
    id integer PRIMARY KEY,
    p_id integer REFERENCES p (id) -- ~ fk-temporary-table "`p` is unlogged"
);
CREATE INDEX ON c (p_id);
ALTER TABLE p SET UNLOGGED;
