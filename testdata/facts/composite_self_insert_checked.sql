-- Whether an INSERT into a tenant's tree is checked: a composite foreign key to its own table that shares its first column.

-- engine: mysql >=9.6
-- when: @@innodb_native_foreign_keys = 0
-- proves: false
CREATE TABLE a (t int, id int, parent int, PRIMARY KEY (t, id), FOREIGN KEY (t, parent) REFERENCES a (t, id));
CREATE TABLE b (t int, id int, parent int, PRIMARY KEY (id, t), FOREIGN KEY (parent, t) REFERENCES b (id, t));
INSERT INTO a VALUES (1, 1, 99);
INSERT INTO a SELECT 1, 2, 99;
REPLACE INTO a VALUES (1, 2, 98);
INSERT INTO a VALUES (1, 3, 99) ON DUPLICATE KEY UPDATE parent = 97;
SELECT count(*) FROM a;
-- expect: rows 3
UPDATE a SET parent = 98;
-- expect: error 1452
ALTER TABLE a ADD FOREIGN KEY (t, parent) REFERENCES a (t, id);
-- expect: error 1452
INSERT INTO b VALUES (1, 1, 99);
-- expect: error 1452
INSERT INTO b VALUES (1, 1, 1);
CREATE TABLE c (id int PRIMARY KEY, parent int, FOREIGN KEY (parent) REFERENCES c (id));
INSERT INTO c VALUES (1, 99);
-- expect: error 1452
CREATE TABLE d (kind varchar(9), id int, parent_kind varchar(9), parent int, PRIMARY KEY (kind, id), FOREIGN KEY (parent_kind, parent) REFERENCES d (kind, id));
INSERT INTO d VALUES ('a', 1, 'A', 99);
INSERT INTO d VALUES ('b', 1, 'c', 1);
-- expect: error 1452

-- engine: mysql >=9.6
-- when: @@innodb_native_foreign_keys = 1
-- proves: true
CREATE TABLE a (t int, id int, parent int, PRIMARY KEY (t, id), FOREIGN KEY (t, parent) REFERENCES a (t, id));
INSERT INTO a VALUES (1, 1, 99);
-- expect: error 1452

-- engine: mysql <9.6, mariadb
-- proves: true
CREATE TABLE a (t int, id int, parent int, PRIMARY KEY (t, id), FOREIGN KEY (t, parent) REFERENCES a (t, id));
INSERT INTO a VALUES (1, 1, 99);
-- expect: error 1452

-- engine: postgres
-- proves: true
CREATE TABLE a (t int, id int, parent int, PRIMARY KEY (t, id), FOREIGN KEY (t, parent) REFERENCES a (t, id));
INSERT INTO a VALUES (1, 1, 99);
-- expect: error 23503

-- engine: sqlite
-- proves: true
CREATE TABLE a (t int, id int, parent int, PRIMARY KEY (t, id), FOREIGN KEY (t, parent) REFERENCES a (t, id));
INSERT INTO a VALUES (1, 1, 99);
-- expect: error 787
