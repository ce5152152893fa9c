-- engine: mariadb 10.11
CREATE TABLE fleet (name VARCHAR(40) NOT NULL PRIMARY KEY);
CREATE TABLE ship (
    fleet_name VARCHAR(40) NOT NULL,
    ship_no INT NOT NULL,
    PRIMARY KEY (fleet_name, ship_no),
    FOREIGN KEY (fleet_name) REFERENCES fleet (name) ON UPDATE CASCADE
);
-- Error 1452, with ON UPDATE CASCADE on both too: only advice is left.
CREATE TABLE voyage (
    voyage_id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    fleet_name VARCHAR(40) NOT NULL,
    ship_no INT NOT NULL,
    FOREIGN KEY (fleet_name) REFERENCES fleet (name) ON UPDATE CASCADE,
    FOREIGN KEY (fleet_name, ship_no) REFERENCES ship (fleet_name, ship_no) -- ~ fk-update-chain-broken
);
