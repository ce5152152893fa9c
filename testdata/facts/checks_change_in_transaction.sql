-- Whether foreign key checks can be turned on and off within a transaction.

-- engine: mysql, mariadb
-- proves: true
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (p_id int, FOREIGN KEY (p_id) REFERENCES p (id));
BEGIN;
INSERT INTO c VALUES (1);
-- expect: error 1452
SET foreign_key_checks = 0;
INSERT INTO c VALUES (1);
SET foreign_key_checks = 1;
INSERT INTO c VALUES (2);
-- expect: error 1452
COMMIT;

-- engine: postgres
-- proves: true
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (p_id int REFERENCES p);
BEGIN;
SET session_replication_role = replica;
INSERT INTO c VALUES (1);
SET session_replication_role = origin;
INSERT INTO c VALUES (2);
-- expect: error 23503
ROLLBACK;

-- engine: sqlite
-- proves: false
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (p_id int REFERENCES p);
PRAGMA foreign_keys = ON;
BEGIN;
PRAGMA foreign_keys = OFF;
INSERT INTO c VALUES (1);
-- expect: error 787
COMMIT;
PRAGMA foreign_keys = OFF;
BEGIN;
PRAGMA foreign_keys = ON;
INSERT INTO c VALUES (1);
COMMIT;
