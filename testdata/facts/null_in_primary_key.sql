-- Whether a primary key may hold NULL (INTEGER PRIMARY KEY, STRICT and WITHOUT ROWID aside).

-- engine: sqlite
-- proves: true
CREATE TABLE a (x int PRIMARY KEY);
CREATE TABLE b (x integer, y integer, PRIMARY KEY (x, y));
CREATE TABLE c (x integer PRIMARY KEY DESC);
INSERT INTO a VALUES (NULL);
INSERT INTO b VALUES (1, NULL);
INSERT INTO c VALUES (NULL);
SELECT a.x, b.y, c.x FROM a, b, c;
-- expect: rows NULL,NULL,NULL
CREATE TABLE d (x int PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE e (x int PRIMARY KEY) STRICT;
INSERT INTO d VALUES (NULL);
-- expect: error 1299
INSERT INTO e VALUES (NULL);
-- expect: error 1299

-- engine: mysql, mariadb, postgres
-- proves: false
CREATE TABLE a (x int PRIMARY KEY);
INSERT INTO a VALUES (NULL);
-- expect: error 1048
-- expect postgres: error 23502
