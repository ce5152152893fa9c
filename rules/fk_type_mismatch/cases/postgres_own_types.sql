-- engine: postgres
CREATE DOMAIN amount AS integer;
CREATE TABLE p (id amount PRIMARY KEY);
CREATE TABLE c (id integer PRIMARY KEY, p_id integer NOT NULL REFERENCES p (id));
CREATE INDEX ON c (p_id);
