-- Whether one ALTER TABLE takes several changes of constraints.

-- engine: mysql, mariadb
-- proves: true
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (p_id int, CONSTRAINT f FOREIGN KEY (p_id) REFERENCES p (id));
ALTER TABLE c DROP FOREIGN KEY f, ADD CONSTRAINT g FOREIGN KEY (p_id) REFERENCES p (id) ON UPDATE CASCADE;
ALTER TABLE c DROP FOREIGN KEY g, ADD CONSTRAINT h FOREIGN KEY (p_id) REFERENCES nowhere (id);
-- expect: error 1824
-- expect mariadb: error 1005
INSERT INTO c VALUES (1);
-- expect: error 1452

-- engine: postgres
-- proves: true
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (p_id int, CONSTRAINT f FOREIGN KEY (p_id) REFERENCES p (id));
ALTER TABLE c DROP CONSTRAINT f, ADD CONSTRAINT g FOREIGN KEY (p_id) REFERENCES p (id) ON UPDATE CASCADE;
ALTER TABLE c DROP CONSTRAINT g, ADD CONSTRAINT h FOREIGN KEY (p_id) REFERENCES nowhere (id);
-- expect: error 42P01
INSERT INTO c VALUES (1);
-- expect: error 23503

-- engine: sqlite
-- proves: false
CREATE TABLE t (a int);
ALTER TABLE t ADD COLUMN b int, ADD COLUMN c int;
-- expect: error 1 "syntax error"
