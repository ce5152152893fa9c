-- Whether ALTER TABLE can drop a named foreign key.

-- engine: mysql, mariadb
-- proves: true
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (p_id int, CONSTRAINT f FOREIGN KEY (p_id) REFERENCES p (id));
ALTER TABLE c DROP FOREIGN KEY f;
INSERT INTO c VALUES (1);

-- engine: postgres, sqlite >=3.54
-- proves: true
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (p_id int, CONSTRAINT f FOREIGN KEY (p_id) REFERENCES p (id));
ALTER TABLE c DROP CONSTRAINT f;
INSERT INTO c VALUES (1);

-- engine: sqlite <3.54
-- proves: false
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (p_id int, CONSTRAINT f FOREIGN KEY (p_id) REFERENCES p (id));
ALTER TABLE c DROP CONSTRAINT f;
-- expect: error 1
