-- engine: postgres
-- A new table has no rows: the foreign key counts as validated.
CREATE TABLE p (id integer PRIMARY KEY);
CREATE TABLE c (
    id integer PRIMARY KEY,
    p_id integer NOT NULL,
    CONSTRAINT f FOREIGN KEY (p_id) REFERENCES p NOT VALID
);
CREATE INDEX ON c (p_id);
