-- engine: mysql 8.4
SET default_storage_engine = MyISAM;
CREATE TABLE p (id INT NOT NULL PRIMARY KEY);
CREATE TABLE c (
    id INT NOT NULL PRIMARY KEY,
    pid INT,
    CONSTRAINT c_p FOREIGN KEY (pid) REFERENCES p (id) -- ~ fk-lost-to-storage-engine "MyISAM"
);
