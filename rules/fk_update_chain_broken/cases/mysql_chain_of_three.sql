-- engine: mysql 8.4
CREATE TABLE fleet (name VARCHAR(40) NOT NULL PRIMARY KEY);
CREATE TABLE ship (
    fleet_name VARCHAR(40) NOT NULL,
    ship_no INT NOT NULL,
    PRIMARY KEY (fleet_name, ship_no),
    FOREIGN KEY (fleet_name) REFERENCES fleet (name) ON UPDATE CASCADE
);
CREATE TABLE voyage (
    fleet_name VARCHAR(40) NOT NULL,
    ship_no INT NOT NULL,
    voyage_no INT NOT NULL,
    PRIMARY KEY (fleet_name, ship_no, voyage_no),
    FOREIGN KEY (fleet_name, ship_no) REFERENCES ship (fleet_name, ship_no) ON UPDATE RESTRICT -- ~ fk-update-chain-broken
);
-- Would refuse next: it is in the plan of the one above.
CREATE TABLE stop (
    id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    fleet_name VARCHAR(40) NOT NULL,
    ship_no INT NOT NULL,
    voyage_no INT NOT NULL,
    FOREIGN KEY (fleet_name, ship_no, voyage_no) REFERENCES voyage (fleet_name, ship_no, voyage_no)
);
