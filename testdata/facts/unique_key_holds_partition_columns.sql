-- Whether a unique key of a partitioned table must hold all columns that its partitions are told by.

-- engine: mysql, mariadb
-- proves: true
CREATE TABLE p (a int NOT NULL, b int NOT NULL, PRIMARY KEY (a, b)) PARTITION BY HASH (b) PARTITIONS 2;
ALTER TABLE p ADD UNIQUE (a);
-- expect: error 1503
ALTER TABLE p ADD UNIQUE (b, a);

-- engine: postgres
-- proves: true
CREATE TABLE p (a int, b int, PRIMARY KEY (a, b)) PARTITION BY HASH (b);
ALTER TABLE p ADD UNIQUE (a);
-- expect: error 0A000
ALTER TABLE p ADD UNIQUE (b, a);
CREATE TABLE q (a int, b int) PARTITION BY HASH ((b + 1));
ALTER TABLE q ADD UNIQUE (a, b);
-- expect: error 0A000

-- engine: sqlite
-- proves: false
CREATE TABLE p (a int, b int) PARTITION BY HASH (b);
-- expect: error 1 "syntax error"
