-- Whether partitioned tables take part in foreign keys.

-- engine: mysql, mariadb
-- proves: false
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (id int PRIMARY KEY, p_id int, FOREIGN KEY (p_id) REFERENCES p (id)) PARTITION BY HASH (id) PARTITIONS 2;
-- expect: error 1506
CREATE TABLE q (id int PRIMARY KEY) PARTITION BY HASH (id) PARTITIONS 2;
CREATE TABLE d (q_id int, FOREIGN KEY (q_id) REFERENCES q (id));
-- expect: error 1506
-- expect mariadb: error 1005

-- engine: mysql, mariadb
-- proves: false
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (id int PRIMARY KEY, p_id int, CONSTRAINT f FOREIGN KEY (p_id) REFERENCES p (id));
ALTER TABLE p PARTITION BY HASH (id) PARTITIONS 2;
-- expect: error 1506
-- expect mariadb: error 1217
ALTER TABLE c PARTITION BY HASH (id) PARTITIONS 2;
-- expect: error 1506
-- expect mariadb: error 1217
CREATE TABLE q (id int PRIMARY KEY) PARTITION BY HASH (id) PARTITIONS 2;
ALTER TABLE q REMOVE PARTITIONING;
CREATE TABLE d (q_id int, FOREIGN KEY (q_id) REFERENCES q (id));
-- expect: ok

-- engine: mysql, mariadb
-- proves: false
SET foreign_key_checks = 0;
CREATE TABLE p (id int PRIMARY KEY) PARTITION BY HASH (id) PARTITIONS 2;
CREATE TABLE c (p_id int, FOREIGN KEY (p_id) REFERENCES p (id));
-- expect: error 1506
-- expect mariadb: ok
INSERT INTO p VALUES (1);
SET foreign_key_checks = 1;
INSERT INTO c VALUES (1);
-- expect: error 1146
-- expect mariadb: error 1452

-- engine: postgres
-- proves: true
CREATE TABLE p (id int PRIMARY KEY) PARTITION BY HASH (id);
CREATE TABLE p0 PARTITION OF p FOR VALUES WITH (MODULUS 1, REMAINDER 0);
CREATE TABLE c (id int, p_id int REFERENCES p) PARTITION BY HASH (id);
CREATE TABLE c0 PARTITION OF c FOR VALUES WITH (MODULUS 1, REMAINDER 0);
INSERT INTO p VALUES (1);
INSERT INTO c VALUES (1, 1);
INSERT INTO c VALUES (2, 2);
-- expect: error 23503

-- engine: sqlite
-- proves: true
CREATE TABLE p (id int PRIMARY KEY) PARTITION BY HASH (id);
-- expect: error 1 "syntax error"
