-- Whether a row that points to itself is refused where the index of its foreign key is written before the referenced key.

-- engine: mysql >=9.6
-- when: @@innodb_native_foreign_keys = 0
-- proves: false
CREATE TABLE a (link int PRIMARY KEY, number int NOT NULL UNIQUE, FOREIGN KEY (link) REFERENCES a (number));
INSERT INTO a VALUES (2, 2);

-- engine: mysql >=9.6
-- when: @@innodb_native_foreign_keys = 1
-- proves: true
CREATE TABLE a (link int PRIMARY KEY, number int NOT NULL UNIQUE, FOREIGN KEY (link) REFERENCES a (number));
INSERT INTO a VALUES (2, 2);
-- expect: error 1452

-- engine: mysql <9.6, mariadb
-- proves: true
CREATE TABLE a (link int PRIMARY KEY, number int NOT NULL UNIQUE, FOREIGN KEY (link) REFERENCES a (number));
CREATE TABLE b (id int PRIMARY KEY, link int NOT NULL, number int NOT NULL, UNIQUE KEY (link), UNIQUE KEY (number), FOREIGN KEY (link) REFERENCES b (number));
CREATE TABLE c (id int PRIMARY KEY, link int NOT NULL, number int NOT NULL, UNIQUE KEY (number), UNIQUE KEY (link), FOREIGN KEY (link) REFERENCES c (number));
INSERT INTO a VALUES (2, 2);
-- expect: error 1452
INSERT INTO b VALUES (1, 2, 2);
-- expect: error 1452
INSERT INTO c VALUES (1, 2, 2);

-- engine: postgres, sqlite
-- proves: false
CREATE TABLE a (link int PRIMARY KEY, number int NOT NULL UNIQUE, FOREIGN KEY (link) REFERENCES a (number));
INSERT INTO a VALUES (2, 2);
