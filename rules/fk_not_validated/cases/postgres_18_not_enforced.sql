-- engine: postgres 18
CREATE TABLE p (id integer PRIMARY KEY);
CREATE TABLE c (
    id integer PRIMARY KEY,
    p_id integer NOT NULL,
    CONSTRAINT f FOREIGN KEY (p_id) REFERENCES p NOT ENFORCED -- ~ fk-not-validated "`f` is switched off"
);
CREATE INDEX ON c (p_id);
