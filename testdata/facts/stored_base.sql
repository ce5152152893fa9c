-- Which actions may write the base column of a stored generated column.

-- engine: mysql
-- proves: NoAction
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (p_id int, v int AS (p_id + 1) STORED, FOREIGN KEY (p_id) REFERENCES p (id) ON UPDATE CASCADE);
-- expect: error 1215
CREATE TABLE c (p_id int, v int AS (p_id + 1) STORED, FOREIGN KEY (p_id) REFERENCES p (id) ON UPDATE SET NULL);
-- expect: error 1215
CREATE TABLE c (p_id int, v int AS (p_id + 1) STORED, FOREIGN KEY (p_id) REFERENCES p (id) ON DELETE SET NULL);
-- expect: error 1215
CREATE TABLE c (p_id int, v int AS (p_id + 1) STORED, FOREIGN KEY (p_id) REFERENCES p (id) ON DELETE CASCADE);
-- expect: error 1215
CREATE TABLE d (p_id int, FOREIGN KEY (p_id) REFERENCES p (id) ON DELETE CASCADE);
ALTER TABLE d ADD COLUMN v int AS (p_id + 1) STORED;
-- expect: error 1215
CREATE TABLE e (p_id int, v int AS (p_id + 1) STORED, FOREIGN KEY (p_id) REFERENCES p (id) ON DELETE SET DEFAULT);
-- expect: ok
CREATE TABLE f (p_id int, v int AS (p_id + 1) STORED, FOREIGN KEY (p_id) REFERENCES p (id) ON UPDATE SET DEFAULT);
-- expect: ok
CREATE TABLE g (p_id int, v int AS (p_id + 1) VIRTUAL, FOREIGN KEY (p_id) REFERENCES p (id) ON UPDATE CASCADE ON DELETE CASCADE);
-- expect: ok

-- engine: mariadb
-- proves: DeleteCascade
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (p_id int, v int AS (p_id + 1) STORED, FOREIGN KEY (p_id) REFERENCES p (id) ON UPDATE CASCADE);
-- expect: error 1901
CREATE TABLE c (p_id int, v int AS (p_id + 1) STORED, FOREIGN KEY (p_id) REFERENCES p (id) ON UPDATE SET NULL);
-- expect: error 1901
CREATE TABLE c (p_id int, v int AS (p_id + 1) STORED, FOREIGN KEY (p_id) REFERENCES p (id) ON DELETE SET NULL);
-- expect: error 1901
CREATE TABLE c (p_id int, v int AS (p_id + 1) STORED, FOREIGN KEY (p_id) REFERENCES p (id) ON DELETE SET DEFAULT);
-- expect: error 1901
CREATE TABLE c (p_id int, v int AS (p_id + 1) STORED, FOREIGN KEY (p_id) REFERENCES p (id) ON UPDATE SET DEFAULT);
-- expect: error 1901
CREATE TABLE c (p_id int, v int AS (p_id + 1) STORED, FOREIGN KEY (p_id) REFERENCES p (id) ON DELETE CASCADE);
-- expect: ok
CREATE TABLE g (p_id int, v int AS (p_id + 1) VIRTUAL, FOREIGN KEY (p_id) REFERENCES p (id) ON UPDATE CASCADE ON DELETE SET NULL);
-- expect: ok

-- engine: postgres, sqlite
-- proves: AnyAction
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (p_id int REFERENCES p (id) ON UPDATE CASCADE ON DELETE SET NULL, v int GENERATED ALWAYS AS (p_id + 1) STORED);
INSERT INTO p VALUES (1);
INSERT INTO c (p_id) VALUES (1);
UPDATE p SET id = 5;
SELECT p_id, v FROM c;
-- expect: rows 5,6
DELETE FROM p;
SELECT p_id, v FROM c;
-- expect: rows NULL,NULL
