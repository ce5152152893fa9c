-- What takes part in a foreign key of columns that are computed from others.

-- engine: mysql
-- proves: Stored
CREATE TABLE p (id int PRIMARY KEY, x int, v int AS (x + 1) VIRTUAL UNIQUE, s int AS (x + 1) STORED UNIQUE);
CREATE TABLE c (id int, v int AS (id + 0) VIRTUAL, FOREIGN KEY (v) REFERENCES p (id));
-- expect: error 3733
CREATE TABLE c (v int, FOREIGN KEY (v) REFERENCES p (v));
-- expect: error 3733
CREATE TABLE c (id int, v int AS (id + 0) STORED, FOREIGN KEY (v) REFERENCES p (id) ON UPDATE CASCADE);
-- expect: error 3104
CREATE TABLE c (id int, v int AS (id + 0) STORED, FOREIGN KEY (v) REFERENCES p (id) ON UPDATE SET NULL);
-- expect: error 3104
CREATE TABLE c (id int, v int AS (id + 0) STORED, FOREIGN KEY (v) REFERENCES p (id) ON DELETE SET NULL);
-- expect: error 3104
CREATE TABLE d (id int, v int AS (id + 0) STORED, FOREIGN KEY (v) REFERENCES p (id) ON DELETE SET DEFAULT ON UPDATE SET DEFAULT);
-- expect: ok
CREATE TABLE e (id int, v int AS (id + 0) STORED, FOREIGN KEY (v) REFERENCES p (s) ON DELETE CASCADE);
-- expect: ok

-- engine: mariadb
-- proves: All
CREATE TABLE p (id int PRIMARY KEY, x int, v int AS (x + 1) VIRTUAL UNIQUE);
CREATE TABLE c (id int, v int AS (id + 0) STORED, FOREIGN KEY (v) REFERENCES p (id) ON UPDATE CASCADE);
-- expect: error 1905
CREATE TABLE c (id int, v int AS (id + 0) VIRTUAL, FOREIGN KEY (v) REFERENCES p (id) ON UPDATE SET NULL);
-- expect: error 1905
CREATE TABLE c (id int, v int AS (id + 0) VIRTUAL, FOREIGN KEY (v) REFERENCES p (id) ON DELETE SET NULL);
-- expect: error 1905
CREATE TABLE d (id int, v int AS (id + 0) VIRTUAL, FOREIGN KEY (v) REFERENCES p (id) ON DELETE SET DEFAULT ON UPDATE SET DEFAULT);
-- expect: ok
CREATE TABLE e (id int, v int AS (id + 0) VIRTUAL, FOREIGN KEY (v) REFERENCES p (v) ON DELETE CASCADE);
-- expect: ok
INSERT INTO e (id) VALUES (7);
-- expect: error 1452
INSERT INTO p (id, x) VALUES (1, 6);
INSERT INTO e (id) VALUES (7);
DELETE FROM p;
SELECT count(*) FROM e;
-- expect: rows 0

-- engine: postgres
-- proves: Stored
CREATE TABLE p (id int PRIMARY KEY, x int, s int GENERATED ALWAYS AS (x + 1) STORED UNIQUE);
CREATE TABLE c (id int, v int GENERATED ALWAYS AS (id + 0) STORED, FOREIGN KEY (v) REFERENCES p (id) ON UPDATE CASCADE);
-- expect: error 42601
CREATE TABLE c (id int, v int GENERATED ALWAYS AS (id + 0) STORED, FOREIGN KEY (v) REFERENCES p (id) ON DELETE SET NULL);
-- expect: error 42601
CREATE TABLE c (id int, v int GENERATED ALWAYS AS (id + 0) STORED, FOREIGN KEY (v) REFERENCES p (id) ON DELETE SET DEFAULT);
-- expect: error 42601
CREATE TABLE d (id int, v int GENERATED ALWAYS AS (id + 0) STORED, FOREIGN KEY (v) REFERENCES p (s) ON DELETE CASCADE);
-- expect: ok

-- engine: postgres >=18
-- proves: Stored
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (id int, v int GENERATED ALWAYS AS (id + 0) VIRTUAL, FOREIGN KEY (v) REFERENCES p (id));
-- expect: error 0A000
CREATE TABLE q (id int, v int GENERATED ALWAYS AS (id + 0) VIRTUAL UNIQUE);
-- expect: error 0A000

-- engine: sqlite
-- proves: BreakParent
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (id int, v int GENERATED ALWAYS AS (id + 0) STORED REFERENCES p (id) ON UPDATE CASCADE ON DELETE SET NULL);
INSERT INTO p VALUES (1);
UPDATE p SET id = 2;
-- expect: error 1 "cannot UPDATE generated column"
DELETE FROM p;
-- expect: error 1 "cannot UPDATE generated column"
CREATE TABLE q (id int PRIMARY KEY, v int AS (id + 0) UNIQUE);
CREATE TABLE d (id int, v int AS (id + 0) REFERENCES q (v) ON DELETE CASCADE);
INSERT INTO q (id) VALUES (1);
INSERT INTO d (id) VALUES (2);
-- expect: error 787
INSERT INTO d (id) VALUES (1);
DELETE FROM q;
SELECT count(*) FROM d;
-- expect: rows 0
