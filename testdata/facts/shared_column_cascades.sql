-- Whether an update cascades through a column that two foreign keys share.

-- engine: mysql, mariadb
-- proves: false
CREATE TABLE top (code int PRIMARY KEY);
CREATE TABLE l (code int PRIMARY KEY, FOREIGN KEY (code) REFERENCES top (code) ON UPDATE CASCADE);
CREATE TABLE r (code int PRIMARY KEY, FOREIGN KEY (code) REFERENCES top (code) ON UPDATE CASCADE);
CREATE TABLE bottom (id int PRIMARY KEY, c int, FOREIGN KEY (c) REFERENCES l (code) ON UPDATE CASCADE, FOREIGN KEY (c) REFERENCES r (code) ON UPDATE CASCADE);
INSERT INTO top VALUES (1);
INSERT INTO l VALUES (1);
INSERT INTO r VALUES (1);
INSERT INTO bottom VALUES (1, 1);
UPDATE top SET code = 2;
-- expect: error 1452

-- engine: mysql, mariadb
-- proves: false
CREATE TABLE tenant (t int PRIMARY KEY);
CREATE TABLE node (t int, id int, parent int, PRIMARY KEY (t, id), FOREIGN KEY (t) REFERENCES tenant (t) ON UPDATE CASCADE, FOREIGN KEY (t, parent) REFERENCES node (t, id) ON UPDATE CASCADE);
INSERT INTO tenant VALUES (1), (9);
INSERT INTO node VALUES (1, 1, NULL), (1, 2, 1), (9, 1, NULL);
UPDATE tenant SET t = 2 WHERE t = 1;
-- expect: error 1451
UPDATE tenant SET t = 10 WHERE t = 9;

-- engine: postgres, sqlite
-- proves: true
CREATE TABLE tenant (t int PRIMARY KEY);
CREATE TABLE l (t int REFERENCES tenant ON UPDATE CASCADE, id int, PRIMARY KEY (t, id));
CREATE TABLE r (t int REFERENCES tenant ON UPDATE CASCADE, id int, PRIMARY KEY (t, id));
CREATE TABLE c (t int, a int, b int, FOREIGN KEY (t, a) REFERENCES l ON UPDATE CASCADE, FOREIGN KEY (t, b) REFERENCES r ON UPDATE CASCADE);
INSERT INTO tenant VALUES (1);
INSERT INTO l VALUES (1, 10);
INSERT INTO r VALUES (1, 20);
INSERT INTO c VALUES (1, 10, 20);
UPDATE tenant SET t = 2;
SELECT t, a, b FROM c;
-- expect: rows 2,10,20
