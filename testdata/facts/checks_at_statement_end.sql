-- Whether one statement may break a foreign key between its rows, as long as all is well at its end.

-- engine: mysql, mariadb
-- proves: false
CREATE TABLE node (id int PRIMARY KEY, parent int, FOREIGN KEY (parent) REFERENCES node (id));
INSERT INTO node VALUES (301, 302), (302, 301);
-- expect: error 1452
INSERT INTO node VALUES (305, 306), (306, NULL);
-- expect: error 1452
INSERT INTO node VALUES (1, NULL), (2, 1), (3, 2);
DELETE FROM node;
-- expect: error 1451

-- engine: postgres, sqlite
-- proves: true
CREATE TABLE node (id int PRIMARY KEY, parent int REFERENCES node (id));
INSERT INTO node VALUES (301, 302), (302, 301);
INSERT INTO node VALUES (305, 306), (306, NULL);
DELETE FROM node;
