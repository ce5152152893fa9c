-- engine: mysql 8.4
CREATE TABLE p (id INT NOT NULL PRIMARY KEY) ENGINE=MyISAM;
CREATE TABLE c (
    id INT NOT NULL PRIMARY KEY,
    pid INT REFERENCES p (id) -- ~ fk-inline-ignored
) ENGINE=MyISAM;
