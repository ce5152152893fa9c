-- Among which objects the names of foreign keys must differ.

-- engine: mysql
-- proves: ForeignKeys
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE a (p_id int, CONSTRAINT f FOREIGN KEY (p_id) REFERENCES p (id));
CREATE TABLE b (p_id int, CONSTRAINT F FOREIGN KEY (p_id) REFERENCES p (id));
-- expect: error 1826
SET foreign_key_checks = 0;
CREATE TABLE b (p_id int, CONSTRAINT f FOREIGN KEY (p_id) REFERENCES p (id));
-- expect: error 1826
SET foreign_key_checks = 1;
CREATE TABLE c (p_id int, CONSTRAINT g CHECK (p_id > 0), CONSTRAINT g FOREIGN KEY (p_id) REFERENCES p (id));
CREATE TABLE d (p_id int, CONSTRAINT h PRIMARY KEY (p_id), CONSTRAINT h FOREIGN KEY (p_id) REFERENCES p (id));
CREATE TABLE e (p_id int, n int, KEY i (n), CONSTRAINT i FOREIGN KEY (p_id) REFERENCES p (id));
-- expect: error 1061
CREATE TABLE e (p_id int, n int, KEY i (n), KEY (p_id), CONSTRAINT i FOREIGN KEY (p_id) REFERENCES p (id));

-- engine: mariadb
-- proves: ForeignKeysAndChecks
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE a (p_id int, CONSTRAINT f FOREIGN KEY (p_id) REFERENCES p (id));
CREATE TABLE b (p_id int, CONSTRAINT F FOREIGN KEY (p_id) REFERENCES p (id));
-- expect: error 1005 "errno: 121"
SET foreign_key_checks = 0;
CREATE TABLE b (p_id int, CONSTRAINT f FOREIGN KEY (p_id) REFERENCES p (id));
-- expect: error 1005 "errno: 121"
SET foreign_key_checks = 1;
CREATE TABLE c (p_id int, CONSTRAINT g CHECK (p_id > 0), CONSTRAINT g FOREIGN KEY (p_id) REFERENCES p (id));
-- expect: error 1826
CREATE TABLE c (p_id int, CONSTRAINT g CHECK (p_id > 0));
CREATE TABLE d (p_id int, CONSTRAINT g FOREIGN KEY (p_id) REFERENCES p (id));
CREATE TABLE e (p_id int, n int, KEY i (n), CONSTRAINT i FOREIGN KEY (p_id) REFERENCES p (id));
-- expect: error 1061
CREATE TABLE e (p_id int, n int, KEY i (n), KEY (p_id), CONSTRAINT i FOREIGN KEY (p_id) REFERENCES p (id));

-- engine: postgres
-- proves: Table
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE a (p_id int, CONSTRAINT f FOREIGN KEY (p_id) REFERENCES p (id));
CREATE TABLE b (p_id int, CONSTRAINT f FOREIGN KEY (p_id) REFERENCES p (id));
ALTER TABLE b ADD CONSTRAINT f FOREIGN KEY (p_id) REFERENCES p (id);
-- expect: error 42710
ALTER TABLE b ADD CONSTRAINT g CHECK (p_id > 0), ADD CONSTRAINT h UNIQUE (p_id);
ALTER TABLE b ADD CONSTRAINT g FOREIGN KEY (p_id) REFERENCES p (id);
-- expect: error 42710
ALTER TABLE b ADD CONSTRAINT h FOREIGN KEY (p_id) REFERENCES p (id);
-- expect: error 42710
CREATE UNIQUE INDEX i ON b (p_id);
ALTER TABLE b ADD CONSTRAINT i FOREIGN KEY (p_id) REFERENCES p (id);

-- engine: sqlite
-- proves: None
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE a (p_id int, q_id int, CONSTRAINT f FOREIGN KEY (p_id) REFERENCES p (id), CONSTRAINT f FOREIGN KEY (q_id) REFERENCES p (id));
CREATE TABLE b (p_id int, CONSTRAINT f FOREIGN KEY (p_id) REFERENCES p (id));
