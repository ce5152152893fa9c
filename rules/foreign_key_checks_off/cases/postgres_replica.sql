-- engine: postgres
CREATE TABLE p (id integer PRIMARY KEY);
SET session_replication_role = 'replica'; -- ~ foreign-key-checks-off
DELETE FROM p;
