-- What DROP TABLE of a referenced table does. On SQLite a rename takes the references of other tables along, unless it is told
-- to leave them alone, so that a rebuild which renames the old table leaves children with a table that is gone.

-- engine: mysql, mariadb
-- proves: RefusedWithChecks
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (p_id int, FOREIGN KEY (p_id) REFERENCES p (id) ON DELETE CASCADE);
DROP TABLE p;
-- expect mysql: error 3730
-- expect mariadb: error 1451
SET foreign_key_checks = 0;
DROP TABLE p;

-- engine: postgres
-- proves: Refused
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (p_id int, FOREIGN KEY (p_id) REFERENCES p (id) ON DELETE CASCADE);
DROP TABLE p;
-- expect: error 2BP01

-- engine: sqlite
-- proves: DeletesRows
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE q (id int PRIMARY KEY);
CREATE TABLE c (p_id int REFERENCES p ON DELETE CASCADE);
CREATE TABLE d (q_id int REFERENCES q);
INSERT INTO p VALUES (1);
INSERT INTO q VALUES (1);
INSERT INTO c VALUES (1);
INSERT INTO d VALUES (1);
DROP TABLE q;
-- expect: error 787
DROP TABLE p;
SELECT p_id FROM c;
-- expect: rows

-- engine: sqlite
-- proves: DeletesRows
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (p_id int REFERENCES p ON DELETE CASCADE);
INSERT INTO p VALUES (1);
INSERT INTO c VALUES (1);
PRAGMA foreign_keys = OFF;
ALTER TABLE p RENAME TO p_old;
CREATE TABLE p (id int PRIMARY KEY);
INSERT INTO p SELECT * FROM p_old;
DROP TABLE p_old;
PRAGMA foreign_keys = ON;
INSERT INTO c VALUES (1);
-- expect: error 1 "no such table: main.p_old"

-- engine: sqlite
-- proves: DeletesRows
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (p_id int REFERENCES p ON DELETE CASCADE);
INSERT INTO p VALUES (1);
PRAGMA foreign_keys = OFF;
PRAGMA legacy_alter_table = ON;
ALTER TABLE p RENAME TO p_old;
CREATE TABLE p (id int PRIMARY KEY);
INSERT INTO p SELECT * FROM p_old;
DROP TABLE p_old;
PRAGMA legacy_alter_table = OFF;
PRAGMA foreign_keys = ON;
INSERT INTO c VALUES (1);
INSERT INTO c VALUES (2);
-- expect: error 787
