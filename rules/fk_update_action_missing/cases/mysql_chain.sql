-- engine: mysql 8.4
-- One change of a fleet's name runs through all three: the first finding has the plan for them.
CREATE TABLE fleet (
    name VARCHAR(40) NOT NULL,
    PRIMARY KEY (name)
);
CREATE TABLE ship (
    fleet_name VARCHAR(40) NOT NULL,
    ship_name VARCHAR(40) NOT NULL,
    PRIMARY KEY (fleet_name, ship_name),
    FOREIGN KEY (fleet_name) REFERENCES fleet (name) -- ~ fk-update-action-missing
);
CREATE TABLE voyage (
    voyage_id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    fleet_name VARCHAR(40) NOT NULL,
    ship_name VARCHAR(40) NOT NULL,
    FOREIGN KEY (fleet_name, ship_name) REFERENCES ship (fleet_name, ship_name) -- ~ fk-update-action-missing
);
CREATE TABLE repair (
    repair_id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    fleet_name VARCHAR(40) NOT NULL,
    ship_name VARCHAR(40) NOT NULL,
    FOREIGN KEY (fleet_name, ship_name) REFERENCES ship (fleet_name, ship_name) -- ~ fk-update-action-missing
);
