-- engine: postgres
CREATE TABLE p (id int PRIMARY KEY);
BEGIN;
SET session_replication_role = replica;
DELETE FROM p WHERE id > 10;
SET session_replication_role = origin;
COMMIT;
