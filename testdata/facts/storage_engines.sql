-- Whether a table has one of several storage engines, some of which drop foreign keys.

-- engine: mysql, mariadb
-- proves: true
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (p_id int, FOREIGN KEY (p_id) REFERENCES p (id)) ENGINE = MyISAM;
SELECT @@warning_count;
-- expect: rows 0
INSERT INTO c VALUES (7);

-- engine: postgres, sqlite
-- proves: false
CREATE TABLE p (id int PRIMARY KEY) ENGINE = MyISAM;
-- expect: error 42601
-- expect sqlite: error 1 "syntax error"
