-- Whether a unique constraint that is itself deferrable counts as the parent's key.

-- engine: postgres
-- proves: false
CREATE TABLE p (a int UNIQUE DEFERRABLE);
CREATE TABLE c (a int REFERENCES p (a));
-- expect: error 55000

-- engine: mysql, mariadb, sqlite
-- proves: true
CREATE TABLE p (a int UNIQUE DEFERRABLE);
-- expect: error 1064
-- expect sqlite: ok
CREATE TABLE p2 (a int, UNIQUE (a) DEFERRABLE);
-- expect: error 1064
-- expect sqlite: error 1 "syntax error"
