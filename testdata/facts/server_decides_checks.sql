-- Whether a server says if new sessions check foreign keys; without one each connection has to say so itself.

-- engine: mysql, mariadb
-- proves: true
SELECT @@GLOBAL.foreign_key_checks;
-- expect: rows 1
SET foreign_key_checks = 0;
-- session: 2
SELECT @@SESSION.foreign_key_checks;
-- expect: rows 1

-- engine: postgres
-- proves: true
SET session_replication_role = replica;
-- session: 2
SELECT setting, boot_val FROM pg_settings WHERE name = 'session_replication_role';
-- expect: rows origin,origin

-- engine: sqlite
-- proves: false
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (p_id int REFERENCES p);
PRAGMA foreign_keys = OFF;
INSERT INTO c VALUES (1);
-- session: 2
PRAGMA foreign_keys = ON;
INSERT INTO c VALUES (1);
-- expect: error 787
-- session: 1
INSERT INTO c VALUES (1);
