-- engine: mysql 8.0
CREATE TABLE p (
    site INT NOT NULL,
    id INT NOT NULL AUTO_INCREMENT,
    PRIMARY KEY (site, id)
) ENGINE=MyISAM;
CREATE TABLE c (
    id INT NOT NULL PRIMARY KEY,
    site INT NOT NULL,
    p_id INT NOT NULL,
    FOREIGN KEY (site, p_id) REFERENCES p (site, id) -- ~ fk-parent-storage-engine
) ENGINE=InnoDB;
