-- Whether the base column of a stored generated column may be written by an update action.

-- engine: mysql, mariadb
-- proves: false
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (p_id int, v int AS (p_id + 1) STORED, FOREIGN KEY (p_id) REFERENCES p (id) ON UPDATE CASCADE);
-- expect: error 1215
-- expect mariadb: error 1901
CREATE TABLE c (p_id int, v int AS (p_id + 1) STORED, FOREIGN KEY (p_id) REFERENCES p (id) ON DELETE CASCADE);
-- expect: error 1215
-- expect mariadb: ok

-- engine: postgres, sqlite
-- proves: true
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (p_id int REFERENCES p (id) ON UPDATE CASCADE, v int GENERATED ALWAYS AS (p_id + 1) STORED);
INSERT INTO p VALUES (1);
INSERT INTO c (p_id) VALUES (1);
UPDATE p SET id = 5;
SELECT p_id, v FROM c;
-- expect: rows 5,6
