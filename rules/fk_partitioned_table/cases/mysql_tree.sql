-- engine: mysql 9.7
CREATE TABLE node (
    id INT NOT NULL PRIMARY KEY,
    up INT,
    CONSTRAINT node_up FOREIGN KEY (up) REFERENCES node (id) -- ~ fk-partitioned-table "`node_up` is refused"
) PARTITION BY HASH (id) PARTITIONS 2;
