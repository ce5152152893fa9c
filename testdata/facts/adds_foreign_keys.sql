-- Whether ALTER TABLE can add a foreign key; without it the table has to be rebuilt.

-- engine: mysql, mariadb, postgres
-- proves: true
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (p_id int);
ALTER TABLE c ADD CONSTRAINT f FOREIGN KEY (p_id) REFERENCES p (id);
INSERT INTO c VALUES (1);
-- expect: error 1452
-- expect postgres: error 23503

-- engine: sqlite
-- proves: false
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (p_id int);
ALTER TABLE c ADD CONSTRAINT f FOREIGN KEY (p_id) REFERENCES p (id);
-- expect: error 1 "syntax error"
ALTER TABLE c ADD COLUMN q_id int REFERENCES p (id);
