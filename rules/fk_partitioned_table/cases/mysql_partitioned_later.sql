-- engine: mysql 9.7
CREATE TABLE p (id INT NOT NULL PRIMARY KEY);
CREATE TABLE c (
    id INT NOT NULL PRIMARY KEY,
    pid INT,
    CONSTRAINT c_p FOREIGN KEY (pid) REFERENCES p (id) -- ~ fk-partitioned-table "`p` is partitioned"
);
ALTER TABLE p PARTITION BY KEY (id) PARTITIONS 2;
