-- Whether a column used in a CHECK may be written by an action (ON DELETE CASCADE aside).

-- engine: mysql, mariadb
-- proves: false
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE a (p_id int, CONSTRAINT ck CHECK (p_id < 100), FOREIGN KEY (p_id) REFERENCES p (id) ON UPDATE CASCADE);
-- expect: error 3823
-- expect mariadb: error 1901
CREATE TABLE a (p_id int, CONSTRAINT ck CHECK (p_id < 100), FOREIGN KEY (p_id) REFERENCES p (id) ON DELETE SET NULL);
-- expect: error 3823
-- expect mariadb: error 1901
CREATE TABLE a (p_id int, CONSTRAINT ck CHECK (p_id < 100), FOREIGN KEY (p_id) REFERENCES p (id) ON DELETE CASCADE);

-- engine: postgres, sqlite
-- proves: true
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE a (p_id int CHECK (p_id < 100) REFERENCES p (id) ON UPDATE CASCADE);
INSERT INTO p VALUES (1);
INSERT INTO a VALUES (1);
UPDATE p SET id = 2;
UPDATE p SET id = 200;
-- expect postgres: error 23514
-- expect sqlite: error 275
