-- engine: mysql 8.4
CREATE TABLE p (id INT NOT NULL PRIMARY KEY) ENGINE=MyISAM;
CREATE TABLE c (
    id INT NOT NULL PRIMARY KEY,
    p_id INT,
    FOREIGN KEY (p_id) REFERENCES p (id) -- ~ fk-lost-to-storage-engine
) ENGINE=MyISAM;
