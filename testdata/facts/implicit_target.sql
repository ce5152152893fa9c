-- What `REFERENCES parent` without columns refers to. The key's name differs from the column's where that matters.

-- engine: mysql <9.0
-- proves: Refused
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (p_id int, FOREIGN KEY (p_id) REFERENCES p);
-- expect: error 1239

-- engine: mysql >=9.0, postgres, sqlite
-- proves: PrimaryKey
CREATE TABLE p (id int PRIMARY KEY, p_id int UNIQUE);
CREATE TABLE c (p_id int, FOREIGN KEY (p_id) REFERENCES p);
INSERT INTO p VALUES (1, 2);
INSERT INTO c VALUES (1);
INSERT INTO c VALUES (2);
-- expect: error 1452
-- expect postgres: error 23503
-- expect sqlite: error 787

-- engine: mariadb
-- proves: SameNames
CREATE TABLE p (id int PRIMARY KEY, p_id int UNIQUE);
CREATE TABLE c (p_id int REFERENCES p);
CREATE TABLE e (p_id int, FOREIGN KEY (p_id) REFERENCES p);
INSERT INTO p VALUES (1, 2);
INSERT INTO c VALUES (2);
INSERT INTO e VALUES (2);
INSERT INTO c VALUES (1);
-- expect: error 1452
INSERT INTO e VALUES (1);
-- expect: error 1452
CREATE TABLE d (other int REFERENCES p);
-- expect: error 1005
