-- Whether DROP TABLE … CASCADE drops the foreign keys that point at the table.

-- engine: postgres
-- proves: true
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (p_id int REFERENCES p);
DROP TABLE p CASCADE;
INSERT INTO c VALUES (1);

-- engine: mysql, mariadb
-- proves: false
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (p_id int, FOREIGN KEY (p_id) REFERENCES p (id));
DROP TABLE p CASCADE;
-- expect: error 3730
-- expect mariadb: error 1451
DROP TABLE c CASCADE;

-- engine: sqlite
-- proves: false
CREATE TABLE p (id int PRIMARY KEY);
DROP TABLE p CASCADE;
-- expect: error 1 "syntax error"
