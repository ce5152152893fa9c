-- Whether ALTER TABLE can set and drop NOT NULL.

-- engine: mysql, mariadb
-- proves: true
CREATE TABLE t (a int);
ALTER TABLE t MODIFY a int NOT NULL;
INSERT INTO t VALUES (NULL);
-- expect: error 1048
ALTER TABLE t MODIFY a int NULL;
INSERT INTO t VALUES (NULL);

-- engine: postgres, sqlite >=3.53
-- proves: true
CREATE TABLE t (a int);
ALTER TABLE t ALTER COLUMN a SET NOT NULL;
INSERT INTO t VALUES (NULL);
-- expect postgres: error 23502
-- expect sqlite: error 1299
ALTER TABLE t ALTER COLUMN a DROP NOT NULL;
INSERT INTO t VALUES (NULL);

-- engine: sqlite <3.53
-- proves: false
CREATE TABLE t (a int);
ALTER TABLE t ALTER COLUMN a SET NOT NULL;
-- expect: error 1 "syntax error"
