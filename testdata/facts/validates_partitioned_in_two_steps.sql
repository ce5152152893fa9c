-- Whether a foreign key of a partitioned child can be added without reading the rows, and checked in a second statement.

-- engine: postgres >=18.0
-- proves: true
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (id int, p_id int) PARTITION BY HASH (id);
CREATE TABLE c0 PARTITION OF c FOR VALUES WITH (MODULUS 1, REMAINDER 0);
ALTER TABLE c ADD CONSTRAINT f FOREIGN KEY (p_id) REFERENCES p NOT VALID;
ALTER TABLE c VALIDATE CONSTRAINT f;

-- engine: postgres <18.0
-- proves: false
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (id int, p_id int) PARTITION BY HASH (id);
CREATE TABLE c0 PARTITION OF c FOR VALUES WITH (MODULUS 1, REMAINDER 0);
ALTER TABLE c ADD CONSTRAINT f FOREIGN KEY (p_id) REFERENCES p NOT VALID;
-- expect: error 42809

-- engine: mysql, mariadb
-- proves: false
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (id int PRIMARY KEY, p_id int) PARTITION BY HASH (id) PARTITIONS 2;
ALTER TABLE c ADD CONSTRAINT f FOREIGN KEY (p_id) REFERENCES p (id);
-- expect: error 1506

-- engine: sqlite
-- proves: false
ALTER TABLE c VALIDATE CONSTRAINT f;
-- expect: error 1 "syntax error"
