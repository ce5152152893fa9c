-- engine: postgres
-- What dropped the old primary key is no SQL: the reference is to the new one.
CREATE TABLE p (old_id integer PRIMARY KEY, id uuid NOT NULL UNIQUE);
ALTER TABLE p ADD PRIMARY KEY (id);
CREATE TABLE c (id integer PRIMARY KEY, p_id uuid REFERENCES p);
CREATE INDEX ON c (p_id);
