-- Whether a foreign key can be added without reading the rows, and checked in a second statement.

-- engine: postgres
-- proves: true
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (p_id int);
INSERT INTO c VALUES (7);
ALTER TABLE c ADD CONSTRAINT f FOREIGN KEY (p_id) REFERENCES p NOT VALID;
INSERT INTO c VALUES (8);
-- expect: error 23503
ALTER TABLE c VALIDATE CONSTRAINT f;
-- expect: error 23503
INSERT INTO p VALUES (7);
ALTER TABLE c VALIDATE CONSTRAINT f;

-- engine: mysql, mariadb
-- proves: false
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (p_id int);
INSERT INTO c VALUES (7);
ALTER TABLE c ADD CONSTRAINT f FOREIGN KEY (p_id) REFERENCES p (id) NOT VALID;
-- expect: error 1064
SET foreign_key_checks = 0;
ALTER TABLE c ADD CONSTRAINT f FOREIGN KEY (p_id) REFERENCES p (id);
SET foreign_key_checks = 1;
CHECK TABLE c;
SELECT p_id FROM c;
-- expect: rows 7

-- engine: sqlite
-- proves: false
CREATE TABLE c (p_id int, CONSTRAINT f FOREIGN KEY (p_id) REFERENCES c (p_id) NOT VALID);
-- expect: error 1 "syntax error"
ALTER TABLE c VALIDATE CONSTRAINT f;
-- expect: error 1 "syntax error"
