-- What an auto-increment column within a composite primary key does.

-- engine: mysql, mariadb
-- proves: MustLeadAKey
CREATE TABLE t (w int, e int AUTO_INCREMENT, PRIMARY KEY (w, e));
-- expect: error 1075
CREATE TABLE t (w int, e int AUTO_INCREMENT, PRIMARY KEY (w, e), KEY (e));
INSERT INTO t (w) VALUES (1), (2);
SELECT w, e FROM t ORDER BY w;
-- expect: rows 1,1 | 2,2

-- engine: postgres
-- proves: Counts
CREATE TABLE t (w int, e int GENERATED ALWAYS AS IDENTITY, PRIMARY KEY (w, e));
CREATE TABLE u (w int, e serial, PRIMARY KEY (w, e));
INSERT INTO t (w) VALUES (1), (2);
INSERT INTO u (w) VALUES (1), (2);
SELECT t.w, t.e, u.e FROM t JOIN u ON t.w = u.w ORDER BY t.w;
-- expect: rows 1,1,1 | 2,2,2

-- engine: sqlite
-- proves: NotGenerated
CREATE TABLE t (w integer, e integer, PRIMARY KEY (w, e));
INSERT INTO t (w) VALUES (1);
SELECT w, e FROM t;
-- expect: rows 1,NULL
CREATE TABLE u (w integer, e integer AUTOINCREMENT, PRIMARY KEY (w, e));
-- expect: error 1 "syntax error"
