-- What SET NULL over a NOT NULL column does.

-- engine: mysql, mariadb
-- proves: RefusedAtOnce
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (p_id int NOT NULL, FOREIGN KEY (p_id) REFERENCES p (id) ON DELETE SET NULL);
-- expect: error 1830
-- expect mariadb: error 1005
CREATE TABLE c (p_id int PRIMARY KEY, FOREIGN KEY (p_id) REFERENCES p (id) ON DELETE SET NULL);
-- expect: error 1830
-- expect mariadb: error 1005

-- engine: postgres, sqlite
-- proves: FailsLater
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (p_id int NOT NULL REFERENCES p (id) ON DELETE SET NULL);
INSERT INTO p VALUES (1);
INSERT INTO c VALUES (1);
DELETE FROM p;
-- expect postgres: error 23502
-- expect sqlite: error 1299
