-- Whether an INSERT into a tenant's tree is checked: a composite foreign key to its own table that shares its first column.

-- engine: mysql >=9.6
-- when: @@innodb_native_foreign_keys = 0
-- proves: false
CREATE TABLE a (t int, id int, parent int, PRIMARY KEY (t, id), FOREIGN KEY (t, parent) REFERENCES a (t, id));
CREATE TABLE b (t int, id int, parent int, PRIMARY KEY (id, t), FOREIGN KEY (parent, t) REFERENCES b (id, t));
INSERT INTO a VALUES (1, 1, 99);
UPDATE a SET parent = 98;
-- expect: error 1452
INSERT INTO b VALUES (1, 1, 99);
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
