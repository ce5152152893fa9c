-- engine: postgres
-- Foreign keys that were refused themselves stand in no way.
CREATE TABLE a (a_id integer PRIMARY KEY, name text);
CREATE TABLE b (b_id integer PRIMARY KEY, a_name text REFERENCES a (name));
CREATE TABLE c (c_id integer PRIMARY KEY, a_id integer REFERENCES a (nosuch));
CREATE TABLE d (d_id integer PRIMARY KEY, a_id uuid REFERENCES a (a_id));
DROP TABLE a;
DROP TABLE b;
DROP TABLE c;
DROP TABLE d;
