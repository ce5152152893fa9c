-- Whether one CREATE SCHEMA statement may create a parent after its child.

-- engine: postgres
-- proves: false
CREATE SCHEMA s CREATE TABLE c (p_id int REFERENCES s.p (id)) CREATE TABLE p (id int PRIMARY KEY);
-- expect: error 42P01
CREATE SCHEMA s CREATE TABLE p (id int PRIMARY KEY) CREATE TABLE c (p_id int REFERENCES s.p (id));

-- engine: mysql, mariadb, sqlite
-- proves: false
CREATE SCHEMA s CREATE TABLE p (id int PRIMARY KEY);
-- expect: error 1064
-- expect sqlite: error 1 "syntax error"
