-- Whether one ALTER TABLE can drop a foreign key and add another under its name.

-- engine: mysql, mariadb
-- proves: false
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (p_id int, CONSTRAINT f FOREIGN KEY (p_id) REFERENCES p (id));
ALTER TABLE c DROP FOREIGN KEY f, ADD CONSTRAINT f FOREIGN KEY (p_id) REFERENCES p (id) ON UPDATE CASCADE;
-- expect: error 1826
-- expect mariadb: error 1005

-- engine: postgres
-- proves: true
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (p_id int, CONSTRAINT f FOREIGN KEY (p_id) REFERENCES p (id));
ALTER TABLE c DROP CONSTRAINT f, ADD CONSTRAINT f FOREIGN KEY (p_id) REFERENCES p (id) ON UPDATE CASCADE;

-- engine: sqlite
-- proves: false
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (p_id int, CONSTRAINT f FOREIGN KEY (p_id) REFERENCES p (id));
ALTER TABLE c DROP CONSTRAINT f, ADD CONSTRAINT f FOREIGN KEY (p_id) REFERENCES p (id) ON UPDATE CASCADE;
-- expect: error 1
