-- Whether a row is checked whose foreign key is served by an index with further columns, one of which is NULL.

-- engine: mysql >=9.6
-- when: @@innodb_native_foreign_keys = 0
-- proves: false
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (id int PRIMARY KEY, p_id int, x int, KEY k (p_id, x), FOREIGN KEY (p_id) REFERENCES p (id));
INSERT INTO c VALUES (1, 99, NULL);
REPLACE INTO c VALUES (1, 98, NULL);
UPDATE c SET p_id = 97;
INSERT INTO c VALUES (2, 99, 5);
-- expect: error 1452
ALTER TABLE c ADD KEY own (p_id);
INSERT INTO c VALUES (2, 99, NULL);
DELETE FROM c;
ALTER TABLE c DROP KEY k;
ALTER TABLE c ADD KEY k (p_id, x);
INSERT INTO c VALUES (1, 99, NULL);
-- expect: error 1452
ALTER TABLE c DROP KEY k, ADD UNIQUE KEY k (p_id, x);
INSERT INTO c VALUES (1, 99, NULL);
CREATE TABLE e (id int PRIMARY KEY, p_id int NOT NULL, x int, y int NOT NULL DEFAULT 5, KEY own (p_id), UNIQUE KEY k (p_id, x), FOREIGN KEY (p_id) REFERENCES p (id));
INSERT INTO e (id, p_id) VALUES (1, 99);
ALTER TABLE e ADD UNIQUE KEY l (p_id, y);
INSERT INTO e (id, p_id) VALUES (2, 98);
-- expect: error 1452
CREATE TABLE f (id int PRIMARY KEY, p_id int, x int, y varchar(9), UNIQUE KEY k (p_id, y(3)), UNIQUE KEY l (p_id, x), FOREIGN KEY (p_id) REFERENCES p (id));
INSERT INTO f (id, p_id, x) VALUES (1, 99, 5);
-- expect: error 1452
INSERT INTO f (id, p_id, y) VALUES (1, 99, 'a');
CREATE TABLE g (id int PRIMARY KEY, p_id int, x int, KEY k (p_id, x), KEY own (p_id), FOREIGN KEY (p_id) REFERENCES p (id));
ALTER TABLE g DROP KEY k, ADD KEY k (p_id, x);
INSERT INTO g VALUES (1, 99, NULL);
ALTER TABLE g DROP KEY k, ADD KEY l (p_id, x);
INSERT INTO g VALUES (2, 99, NULL);
-- expect: error 1452
CREATE TABLE d (id int PRIMARY KEY, p_id int, x int NOT NULL, KEY k (p_id, x), FOREIGN KEY (p_id) REFERENCES p (id));
INSERT INTO d VALUES (1, 99, 5);
-- expect: error 1452

-- engine: mysql >=9.6
-- when: @@innodb_native_foreign_keys = 1
-- proves: true
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (id int PRIMARY KEY, p_id int, x int, KEY k (p_id, x), FOREIGN KEY (p_id) REFERENCES p (id));
INSERT INTO c VALUES (1, 99, NULL);
-- expect: error 1452

-- engine: mysql <9.6, mariadb
-- proves: true
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (id int PRIMARY KEY, p_id int, x int, KEY k (p_id, x), FOREIGN KEY (p_id) REFERENCES p (id));
INSERT INTO c VALUES (1, 99, NULL);
-- expect: error 1452

-- engine: postgres
-- proves: true
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (id int PRIMARY KEY, p_id int REFERENCES p (id), x int);
CREATE INDEX k ON c (p_id, x);
INSERT INTO c VALUES (1, 99, NULL);
-- expect: error 23503

-- engine: sqlite
-- proves: true
CREATE TABLE p (id INTEGER PRIMARY KEY);
CREATE TABLE c (id INTEGER PRIMARY KEY, p_id INTEGER REFERENCES p (id), x INTEGER);
CREATE INDEX k ON c (p_id, x);
INSERT INTO c VALUES (1, 99, NULL);
-- expect: error 787
