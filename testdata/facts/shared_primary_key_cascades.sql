-- Whether updates cascade around two tables whose primary keys reference each other.

-- engine: mysql >=9.6
-- when: @@innodb_native_foreign_keys = 0
-- proves: false
CREATE TABLE x (k int PRIMARY KEY);
CREATE TABLE y (k int PRIMARY KEY, FOREIGN KEY (k) REFERENCES x (k) ON UPDATE CASCADE);
INSERT INTO x VALUES (1);
INSERT INTO y VALUES (1);
ALTER TABLE x ADD FOREIGN KEY (k) REFERENCES y (k) ON UPDATE CASCADE;
UPDATE x SET k = 2;
-- expect: error 1062

-- engine: mysql >=9.6
-- when: @@innodb_native_foreign_keys = 1
-- proves: true
CREATE TABLE x (k int PRIMARY KEY);
CREATE TABLE y (k int PRIMARY KEY, FOREIGN KEY (k) REFERENCES x (k) ON UPDATE CASCADE);
INSERT INTO x VALUES (1);
INSERT INTO y VALUES (1);
ALTER TABLE x ADD FOREIGN KEY (k) REFERENCES y (k) ON UPDATE CASCADE;
UPDATE x SET k = 2;
SELECT x.k, y.k FROM x, y;
-- expect: rows 2,2

-- engine: mysql <9.6, mariadb, postgres
-- proves: true
CREATE TABLE x (k int PRIMARY KEY);
CREATE TABLE y (k int PRIMARY KEY, FOREIGN KEY (k) REFERENCES x (k) ON UPDATE CASCADE);
INSERT INTO x VALUES (1);
INSERT INTO y VALUES (1);
ALTER TABLE x ADD FOREIGN KEY (k) REFERENCES y (k) ON UPDATE CASCADE;
UPDATE x SET k = 2;
SELECT x.k, y.k FROM x, y;
-- expect: rows 2,2

-- engine: sqlite
-- proves: true
CREATE TABLE x (k int PRIMARY KEY REFERENCES y (k) ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE y (k int PRIMARY KEY REFERENCES x (k) ON UPDATE CASCADE);
BEGIN;
INSERT INTO x VALUES (1);
INSERT INTO y VALUES (1);
COMMIT;
UPDATE x SET k = 2;
SELECT x.k, y.k FROM x, y;
-- expect: rows 2,2
