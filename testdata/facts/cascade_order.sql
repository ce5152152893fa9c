-- In which order one DELETE or UPDATE follows its foreign keys: a row that one of them deletes or moves may have been refused
-- by another, or be looked for by it.

-- engine: mysql <9.6, mariadb
-- proves: ByName
CREATE TABLE tenant (t int PRIMARY KEY);
CREATE TABLE project (t int, p int, PRIMARY KEY (t, p), CONSTRAINT m FOREIGN KEY (t) REFERENCES tenant (t) ON DELETE CASCADE);
CREATE TABLE early (t int, p int, CONSTRAINT a FOREIGN KEY (t) REFERENCES tenant (t), CONSTRAINT y FOREIGN KEY (t, p) REFERENCES project (t, p) ON DELETE CASCADE);
CREATE TABLE late (t int, p int, CONSTRAINT z FOREIGN KEY (t) REFERENCES tenant (t), CONSTRAINT b FOREIGN KEY (t, p) REFERENCES project (t, p) ON DELETE CASCADE);
CREATE TABLE late_long (t int, p int, CONSTRAINT x FOREIGN KEY (t) REFERENCES tenant (t) ON DELETE CASCADE, CONSTRAINT c FOREIGN KEY (t, p) REFERENCES project (t, p));
INSERT INTO tenant VALUES (1), (2), (3);
INSERT INTO project VALUES (1, 1), (2, 1), (3, 1);
INSERT INTO early VALUES (1, 1);
INSERT INTO late VALUES (2, 1);
INSERT INTO late_long VALUES (3, 1);
DELETE FROM tenant WHERE t = 1;
-- expect: error 1451
DELETE FROM tenant WHERE t = 2;
DELETE FROM tenant WHERE t = 3;
-- expect: error 1451

-- engine: mysql >=9.6
-- when: @@innodb_native_foreign_keys = 1
-- proves: ByName
CREATE TABLE tenant (t int PRIMARY KEY);
CREATE TABLE project (t int, p int, PRIMARY KEY (t, p), CONSTRAINT m FOREIGN KEY (t) REFERENCES tenant (t) ON DELETE CASCADE);
CREATE TABLE early (t int, p int, CONSTRAINT a FOREIGN KEY (t) REFERENCES tenant (t), CONSTRAINT y FOREIGN KEY (t, p) REFERENCES project (t, p) ON DELETE CASCADE);
CREATE TABLE late (t int, p int, CONSTRAINT z FOREIGN KEY (t) REFERENCES tenant (t), CONSTRAINT b FOREIGN KEY (t, p) REFERENCES project (t, p) ON DELETE CASCADE);
INSERT INTO tenant VALUES (1), (2);
INSERT INTO project VALUES (1, 1), (2, 1);
INSERT INTO early VALUES (1, 1);
INSERT INTO late VALUES (2, 1);
DELETE FROM tenant WHERE t = 1;
-- expect: error 1451
DELETE FROM tenant WHERE t = 2;

-- engine: mysql >=9.6
-- when: @@innodb_native_foreign_keys = 0
-- proves: ByCreation
CREATE TABLE tenant (t int PRIMARY KEY);
CREATE TABLE project (t int, p int, PRIMARY KEY (t, p));
CREATE TABLE early (t int, p int, CONSTRAINT z FOREIGN KEY (t) REFERENCES tenant (t), CONSTRAINT y FOREIGN KEY (t, p) REFERENCES project (t, p) ON DELETE CASCADE);
ALTER TABLE project ADD CONSTRAINT m FOREIGN KEY (t) REFERENCES tenant (t) ON DELETE CASCADE;
CREATE TABLE late (t int, p int, CONSTRAINT a FOREIGN KEY (t) REFERENCES tenant (t), CONSTRAINT b FOREIGN KEY (t, p) REFERENCES project (t, p) ON DELETE CASCADE);
INSERT INTO tenant VALUES (1), (2);
INSERT INTO project VALUES (1, 1), (2, 1);
INSERT INTO early VALUES (1, 1);
INSERT INTO late VALUES (2, 1);
DELETE FROM tenant WHERE t = 1;
-- expect: error 1451
DELETE FROM tenant WHERE t = 2;

-- engine: postgres
-- proves: ByLevel
CREATE TABLE tenant (t int PRIMARY KEY);
CREATE TABLE project (t int, p int, PRIMARY KEY (t, p), CONSTRAINT m FOREIGN KEY (t) REFERENCES tenant (t) ON DELETE CASCADE);
CREATE TABLE building (t int, p int, PRIMARY KEY (t, p), CONSTRAINT l FOREIGN KEY (t) REFERENCES tenant (t) ON DELETE CASCADE);
CREATE TABLE short (t int, p int, CONSTRAINT z FOREIGN KEY (t) REFERENCES tenant (t), CONSTRAINT b FOREIGN KEY (t, p) REFERENCES project (t, p) ON DELETE CASCADE);
CREATE TABLE long (t int, p int, CONSTRAINT y FOREIGN KEY (t) REFERENCES tenant (t) ON DELETE CASCADE, CONSTRAINT c FOREIGN KEY (t, p) REFERENCES project (t, p) ON DELETE RESTRICT);
CREATE TABLE even (t int, p int, b int, CONSTRAINT x FOREIGN KEY (t, p) REFERENCES project (t, p), CONSTRAINT d FOREIGN KEY (t, b) REFERENCES building (t, p) ON DELETE CASCADE);
CREATE TABLE odd (t int, p int, b int, CONSTRAINT w FOREIGN KEY (t, p) REFERENCES project (t, p) ON DELETE CASCADE, CONSTRAINT e FOREIGN KEY (t, b) REFERENCES building (t, p));
INSERT INTO tenant VALUES (1), (2), (3), (4);
INSERT INTO project VALUES (1, 1), (2, 1), (3, 1), (4, 1);
INSERT INTO building VALUES (3, 1), (4, 1);
INSERT INTO short VALUES (1, 1);
INSERT INTO long VALUES (2, 1);
INSERT INTO even VALUES (3, 1, 1);
INSERT INTO odd VALUES (4, 1, 1);
DELETE FROM tenant WHERE t = 1;
-- expect: error 23503
DELETE FROM tenant WHERE t = 2;
DELETE FROM tenant WHERE t = 3;
-- expect: error 23503
DELETE FROM tenant WHERE t = 4;

-- engine: sqlite
-- proves: LatestFirst
CREATE TABLE tenant (t int PRIMARY KEY);
CREATE TABLE early (t int, p int, CONSTRAINT z FOREIGN KEY (t) REFERENCES tenant (t) ON DELETE RESTRICT, CONSTRAINT y FOREIGN KEY (t, p) REFERENCES project (t, p) ON DELETE CASCADE);
CREATE TABLE project (t int, p int, PRIMARY KEY (t, p), CONSTRAINT m FOREIGN KEY (t) REFERENCES tenant (t) ON DELETE CASCADE);
CREATE TABLE late (t int, p int, CONSTRAINT a FOREIGN KEY (t) REFERENCES tenant (t) ON DELETE RESTRICT, CONSTRAINT b FOREIGN KEY (t, p) REFERENCES project (t, p) ON DELETE CASCADE);
CREATE TABLE patient (t int, p int, CONSTRAINT x FOREIGN KEY (t) REFERENCES tenant (t), CONSTRAINT c FOREIGN KEY (t, p) REFERENCES project (t, p) ON DELETE CASCADE);
INSERT INTO tenant VALUES (1), (2), (3);
INSERT INTO project VALUES (1, 1), (2, 1), (3, 1);
INSERT INTO early VALUES (1, 1);
INSERT INTO late VALUES (2, 1);
INSERT INTO patient VALUES (3, 1);
DELETE FROM tenant WHERE t = 1;
DELETE FROM tenant WHERE t = 2;
-- expect: error 1811
DELETE FROM tenant WHERE t = 3;

-- engine: postgres
-- proves: ByLevel
CREATE TABLE p (id int PRIMARY KEY, code int UNIQUE, k int, UNIQUE (code, k));
CREATE TABLE c (code int, k int, FOREIGN KEY (code) REFERENCES p (code) ON UPDATE CASCADE, FOREIGN KEY (code, k) REFERENCES p (code, k) ON UPDATE CASCADE);
INSERT INTO p VALUES (1, 1, 1);
INSERT INTO c VALUES (1, 1);
UPDATE p SET code = 2;
UPDATE p SET k = 2;
UPDATE p SET code = 3, k = 3;
-- expect: error 23503
ALTER TABLE c DROP CONSTRAINT c_code_fkey, ADD FOREIGN KEY (code) REFERENCES p (code) ON UPDATE CASCADE;
UPDATE p SET code = 3, k = 3;
SELECT code, k FROM c;
-- expect: rows 3,3

-- engine: sqlite
-- proves: LatestFirst
CREATE TABLE p (id int PRIMARY KEY, code int UNIQUE, k int, UNIQUE (code, k));
CREATE TABLE c (code int, k int, FOREIGN KEY (code, k) REFERENCES p (code, k) ON UPDATE CASCADE, FOREIGN KEY (code) REFERENCES p (code) ON UPDATE CASCADE);
INSERT INTO p VALUES (1, 1, 1);
INSERT INTO c VALUES (1, 1);
UPDATE p SET code = 2;
UPDATE p SET k = 2;
UPDATE p SET code = 3, k = 3;
-- expect: error 787
DROP TABLE c;
CREATE TABLE c (code int, k int, FOREIGN KEY (code) REFERENCES p (code) ON UPDATE CASCADE, FOREIGN KEY (code, k) REFERENCES p (code, k) ON UPDATE CASCADE);
INSERT INTO c VALUES (2, 2);
UPDATE p SET code = 3, k = 3;
SELECT code, k FROM c;
-- expect: rows 3,3
