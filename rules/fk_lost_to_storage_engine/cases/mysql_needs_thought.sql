-- engine: mysql 8.4
CREATE TABLE visit (
    day DATE NOT NULL,
    number INT NOT NULL AUTO_INCREMENT,
    site INT NOT NULL,
    other BIGINT NOT NULL,
    PRIMARY KEY (day, number),
    -- The counter within a day cannot be converted as it is.
    FOREIGN KEY (site) REFERENCES site (id), -- ~ fk-lost-to-storage-engine
    -- Types that InnoDB refuses.
    FOREIGN KEY (other) REFERENCES site (id), -- ~ fk-lost-to-storage-engine
    FOREIGN KEY (number) REFERENCES nowhere (id) -- ~ fk-lost-to-storage-engine
) ENGINE=MyISAM;
CREATE TABLE site (id INT NOT NULL PRIMARY KEY) ENGINE=MyISAM;
