-- engine: postgres
CREATE TABLE p (id integer PRIMARY KEY, old_id integer NOT NULL UNIQUE);
CREATE TABLE q (id integer PRIMARY KEY REFERENCES p (id));
CREATE TABLE c (
    id integer PRIMARY KEY,
    p_id integer NOT NULL REFERENCES p (id) REFERENCES q (id) ON DELETE CASCADE,
    CONSTRAINT c_old FOREIGN KEY (p_id) REFERENCES p (old_id)
);
CREATE INDEX ON c (p_id);
