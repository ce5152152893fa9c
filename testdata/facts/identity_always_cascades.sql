-- Whether an update cascades onto a GENERATED ALWAYS AS IDENTITY column.

-- engine: mysql, mariadb
-- proves: true
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (id int AUTO_INCREMENT PRIMARY KEY, FOREIGN KEY (id) REFERENCES p (id) ON UPDATE CASCADE);
INSERT INTO p VALUES (1);
INSERT INTO c VALUES (1);
UPDATE p SET id = 5;
SELECT id FROM c;
-- expect: rows 5

-- engine: postgres
-- proves: false
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY REFERENCES p (id) ON UPDATE CASCADE);
INSERT INTO p VALUES (1);
INSERT INTO c DEFAULT VALUES;
UPDATE p SET id = 5;
-- expect: error 428C9

-- engine: sqlite
-- proves: true
CREATE TABLE c (id int GENERATED ALWAYS AS IDENTITY);
-- expect: error 1 "syntax error"
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (id integer PRIMARY KEY AUTOINCREMENT REFERENCES p (id) ON UPDATE CASCADE);
INSERT INTO p VALUES (1);
INSERT INTO c VALUES (1);
UPDATE p SET id = 5;
SELECT id FROM c;
-- expect: rows 5
