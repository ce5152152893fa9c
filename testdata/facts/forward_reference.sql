-- What happens when CREATE TABLE names a parent that does not exist yet.

-- engine: mysql, mariadb
-- proves: RefusedWithChecks
CREATE TABLE c (p_id int, FOREIGN KEY (p_id) REFERENCES p (id));
-- expect: error 1824
-- expect mariadb: error 1005
SET foreign_key_checks = 0;
CREATE TABLE c (p_id int, FOREIGN KEY (p_id) REFERENCES p (id));
CREATE TABLE p (id int PRIMARY KEY);
SET foreign_key_checks = 1;
INSERT INTO c VALUES (1);
-- expect: error 1452

-- engine: postgres
-- proves: Refused
CREATE TABLE c (p_id int REFERENCES p (id));
-- expect: error 42P01

-- engine: sqlite
-- proves: Accepted
CREATE TABLE c (p_id int REFERENCES p (id));
INSERT INTO c VALUES (NULL);
-- expect: error 1 "no such table: main.p"
CREATE TABLE p (id int PRIMARY KEY);
INSERT INTO c VALUES (NULL);
INSERT INTO c VALUES (1);
-- expect: error 787
