-- engine: mysql 9.7
CREATE TABLE p (id INT NOT NULL PRIMARY KEY) /*!50100 PARTITION BY HASH (id) PARTITIONS 2 */;
CREATE TABLE c (
    id INT NOT NULL PRIMARY KEY,
    pid INT,
    FOREIGN KEY (pid) REFERENCES p (id) -- ~ fk-partitioned-table "`c (pid)` is refused: `p` is partitioned"
);
