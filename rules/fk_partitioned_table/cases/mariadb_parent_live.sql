-- engine: mariadb 10.11, live
SET foreign_key_checks = 0;
CREATE TABLE p (id INT NOT NULL PRIMARY KEY) PARTITION BY HASH (id) PARTITIONS 2;
CREATE TABLE c (
    id INT NOT NULL PRIMARY KEY,
    pid INT,
    CONSTRAINT c_p FOREIGN KEY (pid) REFERENCES p (id) -- ~ fk-partitioned-table "rows of `c` with a value are refused"
);
SET foreign_key_checks = 1;
