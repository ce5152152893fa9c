-- engine: mariadb 10.11
CREATE TABLE p (id INT NOT NULL PRIMARY KEY);
CREATE TABLE c (
    id INT NOT NULL PRIMARY KEY,
    pid INT REFERENCES p (id) -- ~ fk-partitioned-table "`c` is partitioned"
) PARTITION BY HASH (id) PARTITIONS 2;
