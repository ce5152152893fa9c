-- What the referenced columns need.

-- engine: mysql <8.4, mariadb
-- proves: LeadingIndex
CREATE TABLE p (id int PRIMARY KEY, a int, b int, KEY (a, b));
CREATE TABLE c1 (a int, FOREIGN KEY (a) REFERENCES p (a));
CREATE TABLE c2 (a int, b int, FOREIGN KEY (a, b) REFERENCES p (a, b));
CREATE TABLE c3 (a int, b int, id int, FOREIGN KEY (a, b, id) REFERENCES p (a, b, id));
CREATE TABLE c4 (b int, FOREIGN KEY (b) REFERENCES p (b));
-- expect: error 1822
-- expect mariadb: error 1005
CREATE TABLE c4 (b int, a int, FOREIGN KEY (b, a) REFERENCES p (b, a));
-- expect: error 1822
-- expect mariadb: error 1005

-- engine: mysql >=8.4
-- proves: UniqueInThisOrder
CREATE TABLE p (id int PRIMARY KEY, a int, b int, KEY (a), UNIQUE (a, b));
CREATE TABLE c1 (a int, b int, FOREIGN KEY (a, b) REFERENCES p (a, b));
CREATE TABLE c2 (a int, b int, FOREIGN KEY (b, a) REFERENCES p (b, a));
-- expect: error 6125
CREATE TABLE c2 (a int, FOREIGN KEY (a) REFERENCES p (a));
-- expect: error 6125

-- engine: postgres
-- proves: UniqueInAnyOrder
CREATE TABLE p (id int PRIMARY KEY, a int, b int, UNIQUE (a, b));
CREATE INDEX plain ON p (a);
CREATE TABLE c1 (a int, b int, FOREIGN KEY (a, b) REFERENCES p (a, b));
CREATE TABLE c2 (a int, b int, FOREIGN KEY (b, a) REFERENCES p (b, a));
CREATE TABLE c3 (a int, FOREIGN KEY (a) REFERENCES p (a));
-- expect: error 42830

-- engine: sqlite
-- proves: UniqueInAnyOrder
CREATE TABLE p (id int PRIMARY KEY, a int, b int, UNIQUE (a, b));
CREATE INDEX plain ON p (a);
CREATE TABLE c1 (a int, b int, FOREIGN KEY (a, b) REFERENCES p (a, b));
CREATE TABLE c2 (a int, b int, FOREIGN KEY (b, a) REFERENCES p (b, a));
CREATE TABLE c3 (a int REFERENCES p (a));
INSERT INTO c1 VALUES (NULL, NULL);
INSERT INTO c2 VALUES (NULL, NULL);
INSERT INTO c3 VALUES (NULL);
-- expect: error 1 "foreign key mismatch"
