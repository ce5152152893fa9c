-- engine: postgres
CREATE TABLE p (a integer, b integer, PRIMARY KEY (a, b));
CREATE TABLE c (
    id integer PRIMARY KEY,
    x integer NOT NULL DEFAULT 0,
    v integer GENERATED ALWAYS AS (1) STORED NOT NULL,
    FOREIGN KEY (v, x) REFERENCES p (a, b)
        ON DELETE SET DEFAULT -- ~ fk-generated-column "ON DELETE SET DEFAULT would write `c.v`"
        ON UPDATE CASCADE
);
CREATE INDEX ON c (v, x);
