-- What an update action onto a generated column does.

-- engine: mysql, mariadb, postgres
-- proves: Refused
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (id int, v int GENERATED ALWAYS AS (id + 0) STORED, FOREIGN KEY (v) REFERENCES p (id) ON UPDATE CASCADE);
-- expect mysql: error 3104
-- expect mariadb: error 1905
-- expect postgres: error 42601

-- engine: sqlite
-- proves: BreaksParent
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (id int, v int GENERATED ALWAYS AS (id + 0) STORED REFERENCES p (id) ON UPDATE CASCADE ON DELETE SET NULL);
INSERT INTO p VALUES (1);
UPDATE p SET id = 2;
-- expect: error 1 "cannot UPDATE generated column"
DELETE FROM p;
-- expect: error 1 "cannot UPDATE generated column"
