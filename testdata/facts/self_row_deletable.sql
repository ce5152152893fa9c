-- Whether a row that points to itself can be deleted though ON DELETE refuses.

-- engine: mysql, mariadb
-- proves: false
CREATE TABLE node (id int PRIMARY KEY, parent int, FOREIGN KEY (parent) REFERENCES node (id));
INSERT INTO node VALUES (1, 1);
DELETE FROM node WHERE id = 1;
-- expect: error 1451
DELETE FROM node;
-- expect: error 1451
UPDATE node SET parent = NULL;
DELETE FROM node;

-- engine: mysql, mariadb
-- proves: false
CREATE TABLE a (id int PRIMARY KEY, parent int, FOREIGN KEY (parent) REFERENCES a (id) ON DELETE CASCADE);
CREATE TABLE b (id int PRIMARY KEY, parent int, FOREIGN KEY (parent) REFERENCES b (id) ON DELETE SET NULL);
CREATE TABLE c (id int PRIMARY KEY, parent int, FOREIGN KEY (parent) REFERENCES c (id) ON DELETE RESTRICT);
INSERT INTO a VALUES (1, 1);
INSERT INTO b VALUES (1, 1);
INSERT INTO c VALUES (1, 1);
DELETE FROM a;
DELETE FROM b;
DELETE FROM c;
-- expect: error 1451

-- engine: postgres, sqlite
-- proves: true
CREATE TABLE a (id int PRIMARY KEY, parent int NOT NULL REFERENCES a (id));
CREATE TABLE b (id int PRIMARY KEY, parent int NOT NULL REFERENCES b (id) ON DELETE RESTRICT);
INSERT INTO a VALUES (1, 1);
INSERT INTO b VALUES (1, 1);
DELETE FROM a WHERE id = 1;
DELETE FROM b WHERE id = 1;
