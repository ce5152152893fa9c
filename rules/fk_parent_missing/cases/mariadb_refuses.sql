-- engine: mariadb
CREATE TABLE region (region_id INT NOT NULL PRIMARY KEY);
CREATE TABLE country (
    country_id CHAR(2) NOT NULL PRIMARY KEY,
    region_id INT,
    capital_id INT,
    FOREIGN KEY (region_id) REFERENCES regions (region_id), -- ~ fk-parent-missing "regions"
    FOREIGN KEY (capital_id) REFERENCES region (capital_id) -- ~ fk-parent-missing "region.capital_id"
);
