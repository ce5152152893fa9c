-- engine: postgres
CREATE TABLE p (id integer PRIMARY KEY);
CREATE TABLE c (id integer PRIMARY KEY, pid integer REFERENCES p (id));
CREATE INDEX ON c (pid);
