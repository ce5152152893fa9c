-- What SET DEFAULT does.

-- engine: mysql, mariadb
-- proves: ActsAsRestrict
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (p_id int DEFAULT 0, FOREIGN KEY (p_id) REFERENCES p (id) ON DELETE SET DEFAULT);
SELECT @@warning_count;
-- expect: rows 0
INSERT INTO p VALUES (0), (1);
INSERT INTO c VALUES (1);
DELETE FROM p WHERE id = 1;
-- expect: error 1451

-- engine: postgres, sqlite
-- proves: Works
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (p_id int DEFAULT 0 REFERENCES p (id) ON DELETE SET DEFAULT);
INSERT INTO p VALUES (0), (1);
INSERT INTO c VALUES (1);
DELETE FROM p WHERE id = 1;
SELECT p_id FROM c;
-- expect: rows 0
DELETE FROM p;
-- expect postgres: error 23503
-- expect sqlite: error 787
