-- Whether a failed migration can be rolled back as a whole.

-- engine: mysql, mariadb
-- proves: false
CREATE TABLE t (a int);
BEGIN;
INSERT INTO t VALUES (1);
CREATE TABLE u (a int);
ROLLBACK;
SELECT a FROM t;
-- expect: rows 1
SELECT a FROM u;
-- expect: rows

-- engine: postgres, sqlite
-- proves: true
CREATE TABLE t (a int);
BEGIN;
INSERT INTO t VALUES (1);
CREATE TABLE u (a int);
ROLLBACK;
SELECT a FROM t;
-- expect: rows
SELECT a FROM u;
-- expect postgres: error 42P01
-- expect sqlite: error 1 "no such table"
