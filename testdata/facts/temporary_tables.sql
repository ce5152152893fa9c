-- Foreign keys of temporary tables.

-- engine: mysql, mariadb
-- proves: Refused
CREATE TEMPORARY TABLE p (id int PRIMARY KEY);
CREATE TEMPORARY TABLE c (p_id int, FOREIGN KEY (p_id) REFERENCES p (id));
-- expect: error 1215
-- expect mariadb: error 1005
CREATE TABLE q (id int PRIMARY KEY);
CREATE TEMPORARY TABLE d (q_id int, FOREIGN KEY (q_id) REFERENCES q (id));
-- expect: error 1215
-- expect mariadb: error 1005

-- engine: postgres
-- proves: Supported
CREATE TEMPORARY TABLE p (id int PRIMARY KEY);
CREATE TEMPORARY TABLE c (p_id int REFERENCES p);
INSERT INTO c VALUES (1);
-- expect: error 23503
CREATE TABLE d (p_id int REFERENCES p);
-- expect: error 42P16
CREATE TABLE q (id int PRIMARY KEY);
CREATE TEMPORARY TABLE e (q_id int REFERENCES q);
-- expect: error 42P16

-- engine: sqlite
-- proves: Supported
CREATE TEMPORARY TABLE p (id int PRIMARY KEY);
CREATE TEMPORARY TABLE c (p_id int REFERENCES p);
INSERT INTO c VALUES (1);
-- expect: error 787
