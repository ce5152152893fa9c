-- engine: mariadb 10.11
CREATE TABLE node (
    id INT NOT NULL PRIMARY KEY,
    up INT,
    CONSTRAINT node_up FOREIGN KEY (up) REFERENCES node (id) -- ~ fk-lost-to-storage-engine "Aria"
) ENGINE=Aria;
