-- engine: sqlite
PRAGMA foreign_keys = ON;
CREATE TABLE p (id INTEGER PRIMARY KEY);
CREATE TEMPORARY TABLE t (
    id INTEGER PRIMARY KEY,
    g_id INTEGER REFERENCES g (id),
    p_id INTEGER REFERENCES p (id) -- ~ fk-temporary-table "no row can be inserted into `t`: it is temporary"
);
CREATE INDEX temp.t_g ON t (g_id);
CREATE INDEX temp.t_p ON t (p_id);
CREATE TABLE c (
    id INTEGER PRIMARY KEY,
    t_id INTEGER REFERENCES t (id) -- ~ fk-temporary-table "its parent `t` is temporary"
);
CREATE INDEX c_t ON c (t_id);
CREATE TEMPORARY TABLE g (id INTEGER PRIMARY KEY);
