-- The number of rows above which a delete cascading within one table is refused.

-- engine: mysql, mariadb
-- proves: Some(15)
CREATE TABLE n (id int PRIMARY KEY, p int, FOREIGN KEY (p) REFERENCES n (id) ON DELETE CASCADE);
INSERT INTO n VALUES (1, NULL);
-- for: n = 2..16
INSERT INTO n VALUES ({n}, {n-1});
DELETE FROM n WHERE id = 1;
-- expect: error 3008
-- expect mariadb: error 1296
DELETE FROM n WHERE id = 2;
SELECT count(*) FROM n;
-- expect: rows 1

-- engine: postgres
-- proves: None
CREATE TABLE n (id int PRIMARY KEY, p int REFERENCES n (id) ON DELETE CASCADE);
CREATE INDEX i ON n (p);
INSERT INTO n SELECT i, nullif(i - 1, 0) FROM generate_series(1, 5000) AS i;
DELETE FROM n WHERE id = 1;
SELECT count(*) FROM n;
-- expect: rows 0

-- engine: sqlite
-- proves: Some(1000)
CREATE TABLE n (id integer PRIMARY KEY, p int REFERENCES n (id) ON DELETE CASCADE);
CREATE INDEX i ON n (p);
INSERT INTO n WITH RECURSIVE s (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM s WHERE i < 1001) SELECT i, nullif(i - 1, 0) FROM s;
DELETE FROM n WHERE id = 1;
-- expect: error 1
DELETE FROM n WHERE id = 2;
SELECT count(*) FROM n;
-- expect: rows 1
