-- engine: postgres
CREATE TABLE p (id integer PRIMARY KEY);
SET session_replication_role = 'replica';
DELETE FROM p;
SET session_replication_role = 'origin';
