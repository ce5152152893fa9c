-- engine: postgres
CREATE TABLE p (id integer PRIMARY KEY);
CREATE TABLE c (id integer PRIMARY KEY, p_id integer NOT NULL REFERENCES p);
CREATE INDEX c_p ON c (p_id);
SET session_replication_role = 'replica'; -- ~ foreign-key-checks-off
DELETE FROM p;
