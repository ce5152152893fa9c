-- engine: sqlite
-- Keys that share the tenant's column.
PRAGMA foreign_keys = ON;
CREATE TABLE a (t integer NOT NULL, a_id integer NOT NULL, PRIMARY KEY (t, a_id));
CREATE TABLE b (t integer NOT NULL, b_id integer NOT NULL, PRIMARY KEY (t, b_id));
CREATE TABLE a_b ( -- ~ association-without-cascade
    t integer NOT NULL,
    a_id integer NOT NULL,
    b_id integer NOT NULL,
    PRIMARY KEY (t, a_id, b_id),
    FOREIGN KEY (t, a_id) REFERENCES a (t, a_id),
    FOREIGN KEY (t, b_id) REFERENCES b (t, b_id)
);
CREATE INDEX a_b_b ON a_b (t, b_id);
