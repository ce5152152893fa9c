-- Among which objects the names of foreign keys must differ.

-- engine: mysql, mariadb
-- proves: Schema
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE a (p_id int, CONSTRAINT f FOREIGN KEY (p_id) REFERENCES p (id));
CREATE TABLE b (p_id int, CONSTRAINT F FOREIGN KEY (p_id) REFERENCES p (id));
-- expect: error 1826
-- expect mariadb: error 1005

-- engine: postgres
-- proves: Table
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE a (p_id int, CONSTRAINT f FOREIGN KEY (p_id) REFERENCES p (id));
CREATE TABLE b (p_id int, CONSTRAINT f FOREIGN KEY (p_id) REFERENCES p (id));
ALTER TABLE b ADD CONSTRAINT f FOREIGN KEY (p_id) REFERENCES p (id);
-- expect: error 42710

-- engine: sqlite
-- proves: None
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE a (p_id int, q_id int, CONSTRAINT f FOREIGN KEY (p_id) REFERENCES p (id), CONSTRAINT f FOREIGN KEY (q_id) REFERENCES p (id));
CREATE TABLE b (p_id int, CONSTRAINT f FOREIGN KEY (p_id) REFERENCES p (id));
