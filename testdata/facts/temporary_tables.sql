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

-- engine: mysql, mariadb
-- proves: Refused
CREATE TEMPORARY TABLE p (id int PRIMARY KEY);
CREATE TABLE c (p_id int, FOREIGN KEY (p_id) REFERENCES p (id));
-- expect: error 1824
-- expect mariadb: error 1005

-- engine: postgres
-- proves: OfOneLife
CREATE TEMPORARY TABLE p (id int PRIMARY KEY);
CREATE TEMPORARY TABLE c (p_id int REFERENCES p);
INSERT INTO c VALUES (1);
-- expect: error 23503
CREATE TABLE d (p_id int REFERENCES p);
-- expect: error 42P16
CREATE TABLE q (id int PRIMARY KEY);
CREATE TEMPORARY TABLE e (q_id int REFERENCES q);
-- expect: error 42P16

-- engine: postgres
-- proves: OfOneLife
CREATE UNLOGGED TABLE p (id int PRIMARY KEY);
CREATE TABLE c (p_id int REFERENCES p);
-- expect: error 42P16
CREATE TEMPORARY TABLE c (p_id int REFERENCES p);
-- expect: error 42P16
CREATE UNLOGGED TABLE c (p_id int REFERENCES p);
ALTER TABLE c SET LOGGED;
-- expect: error 42P16
ALTER TABLE p SET LOGGED;
ALTER TABLE c SET LOGGED;
ALTER TABLE p SET UNLOGGED;
-- expect: error 42P16

-- engine: sqlite
-- proves: OfOneSchema
CREATE TEMPORARY TABLE p (id int PRIMARY KEY);
CREATE TEMPORARY TABLE c (p_id int REFERENCES p);
INSERT INTO c VALUES (1);
-- expect: error 787
CREATE TABLE d (p_id int REFERENCES p);
INSERT INTO d VALUES (1);
-- expect: error 1 "no such table: main.p"
CREATE TABLE q (id int PRIMARY KEY);
INSERT INTO q VALUES (1);
CREATE TEMPORARY TABLE e (q_id int REFERENCES q);
INSERT INTO e VALUES (1);
-- expect: error 1 "no such table: temp.q"
