-- engine: mysql 8.4
CREATE TABLE p (id INT NOT NULL PRIMARY KEY) ENGINE=InnoDB;
CREATE TABLE c (
    id INT NOT NULL PRIMARY KEY,
    pid INT,
    FOREIGN KEY (pid) REFERENCES p (id) -- ~ fk-lost-to-storage-engine "MEMORY"
) ENGINE=MEMORY;
