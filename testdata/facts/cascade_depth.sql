-- The number of tables above which a cascade chain is refused.

-- engine: mysql, mariadb
-- proves: Some(15)
CREATE TABLE t1 (k int PRIMARY KEY);
-- for: n = 2..15
CREATE TABLE t{n} (k int PRIMARY KEY, FOREIGN KEY (k) REFERENCES t{n-1} (k) ON UPDATE CASCADE ON DELETE CASCADE);
-- for: n = 1..15
INSERT INTO t{n} VALUES (1);
UPDATE t1 SET k = 2;
CREATE TABLE t16 (k int PRIMARY KEY, FOREIGN KEY (k) REFERENCES t15 (k) ON UPDATE CASCADE ON DELETE CASCADE);
INSERT INTO t16 VALUES (2);
UPDATE t1 SET k = 3;
-- expect: error 3008
-- expect mariadb: error 152
DELETE FROM t1;
-- expect: error 3008
-- expect mariadb: error 1296

-- engine: postgres, sqlite
-- proves: None
CREATE TABLE t1 (k int PRIMARY KEY);
-- for: n = 2..260
CREATE TABLE t{n} (k int PRIMARY KEY, FOREIGN KEY (k) REFERENCES t{n-1} (k) ON UPDATE CASCADE ON DELETE CASCADE);
-- for: n = 1..260
INSERT INTO t{n} VALUES (1);
UPDATE t1 SET k = 2;
SELECT k FROM t260;
-- expect: rows 2
DELETE FROM t1;
SELECT k FROM t260;
-- expect: rows
