-- Whether a unique index counts as the parent's key, not only a constraint.

-- engine: mysql, mariadb, postgres, sqlite
-- proves: true
CREATE TABLE p (id int PRIMARY KEY, a int);
CREATE UNIQUE INDEX u ON p (a);
CREATE TABLE c (a int, FOREIGN KEY (a) REFERENCES p (a));
INSERT INTO p VALUES (1, 5);
INSERT INTO c VALUES (5);
