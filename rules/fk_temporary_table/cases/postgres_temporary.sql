-- engine: postgres
CREATE TABLE p (id integer PRIMARY KEY);
CREATE TEMPORARY TABLE t (
    id integer PRIMARY KEY,
    p_id integer REFERENCES p (id) -- ~ fk-temporary-table "`t` is temporary, and `p` is permanent"
);
CREATE INDEX ON t (p_id);
CREATE TABLE c (
    id integer PRIMARY KEY,
    t_id integer REFERENCES t (id) -- ~ fk-temporary-table "`c` is permanent, and `t` is temporary"
);
CREATE INDEX ON c (t_id);
