-- engine: postgres
-- The last table is logged before those that refer to it.
CREATE UNLOGGED TABLE g (id integer PRIMARY KEY, up integer REFERENCES g (id));
CREATE INDEX ON g (up);
CREATE UNLOGGED TABLE p (id integer PRIMARY KEY REFERENCES g (id));
CREATE TABLE c (
    id integer PRIMARY KEY,
    p_id integer REFERENCES p (id) -- ~ fk-temporary-table "`p` is unlogged"
);
CREATE INDEX ON c (p_id);
