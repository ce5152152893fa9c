-- What happens where the referenced columns lack the key they need.

-- engine: mysql, mariadb, postgres
-- proves: Refused
CREATE TABLE p (id int PRIMARY KEY, a int);
CREATE TABLE c (a int, FOREIGN KEY (a) REFERENCES p (a));
-- expect mysql <8.4: error 1822
-- expect mysql: error 6125
-- expect mariadb: error 1005
-- expect postgres: error 42830

-- engine: sqlite
-- proves: Mismatch
CREATE TABLE p (id int PRIMARY KEY, a int);
CREATE TABLE c (a int REFERENCES p (a));
INSERT INTO p VALUES (1, 1);
INSERT INTO c VALUES (1);
-- expect: error 1 "foreign key mismatch"
DELETE FROM p WHERE id = 99;
-- expect: error 1 "foreign key mismatch"
UPDATE p SET a = 2;
-- expect: error 1 "foreign key mismatch"
UPDATE p SET id = 2;
