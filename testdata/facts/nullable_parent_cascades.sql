-- Whether ON UPDATE CASCADE is accepted where the parent's key is nullable and the child's column is not.

-- engine: mysql, postgres, sqlite
-- proves: true
CREATE TABLE p (id int PRIMARY KEY, u int UNIQUE);
CREATE TABLE c (u int NOT NULL, FOREIGN KEY (u) REFERENCES p (u) ON UPDATE CASCADE);
INSERT INTO p VALUES (1, 1);
INSERT INTO c VALUES (1);
UPDATE p SET u = NULL;
-- expect mysql: error 1451
-- expect postgres: error 23502
-- expect sqlite: error 1299

-- engine: mariadb
-- proves: false
CREATE TABLE p (id int PRIMARY KEY, u int UNIQUE);
CREATE TABLE c (u int NOT NULL, FOREIGN KEY (u) REFERENCES p (u) ON UPDATE CASCADE);
-- expect: error 1005
CREATE TABLE c (u int, FOREIGN KEY (u) REFERENCES p (u) ON UPDATE CASCADE);
