-- engine: postgres 18
CREATE TABLE p (id integer PRIMARY KEY);
CREATE TABLE c (
    id integer PRIMARY KEY,
    v integer GENERATED ALWAYS AS (id + 1) VIRTUAL,
    FOREIGN KEY (v) REFERENCES p (id) -- ~ fk-generated-column "`c.v` is virtual"
);
