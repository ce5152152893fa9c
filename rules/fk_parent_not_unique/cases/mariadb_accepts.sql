-- engine: mariadb 10.11
CREATE TABLE p (
    id INT NOT NULL PRIMARY KEY,
    grp INT NOT NULL,
    KEY grp (grp)
) ENGINE=InnoDB;
CREATE TABLE c (
    id INT NOT NULL PRIMARY KEY,
    grp INT NOT NULL,
    CONSTRAINT c_grp FOREIGN KEY (grp) REFERENCES p (grp) -- ~ fk-parent-not-unique "several parents"
) ENGINE=InnoDB;
