-- engine: mysql 8.4
CREATE TABLE p (
    id INT NOT NULL PRIMARY KEY,
    grp INT NOT NULL,
    KEY grp (grp)
) ENGINE=InnoDB;
CREATE TABLE c (
    id INT NOT NULL PRIMARY KEY,
    grp INT NOT NULL,
    CONSTRAINT c_grp FOREIGN KEY (grp) REFERENCES p (grp) -- ~ fk-parent-not-unique "is refused"
) ENGINE=InnoDB;
