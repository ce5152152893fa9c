-- engine: mysql 5.7
-- Forgotten by the storage engine or the version: other rules speak of these.
CREATE TABLE p (id INT NOT NULL PRIMARY KEY) PARTITION BY HASH (id) PARTITIONS 2;
CREATE TABLE c (
    id INT NOT NULL PRIMARY KEY,
    pid INT,
    CONSTRAINT c_p FOREIGN KEY (pid) REFERENCES p (id) -- ~ fk-lost-to-storage-engine
) ENGINE=MyISAM;
