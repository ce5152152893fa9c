-- Whether one DROP TABLE can drop parent and child together, in any order.

-- engine: mysql, postgres
-- proves: true
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (p_id int, FOREIGN KEY (p_id) REFERENCES p (id));
DROP TABLE p, c;

-- engine: mariadb
-- proves: false
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (p_id int, FOREIGN KEY (p_id) REFERENCES p (id));
DROP TABLE p, c;
-- expect: error 1451

-- engine: sqlite
-- proves: false
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (p_id int, FOREIGN KEY (p_id) REFERENCES p (id));
DROP TABLE p, c;
-- expect: error 1 "syntax error"
