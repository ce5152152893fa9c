-- engine: mysql
CREATE TABLE region (region_id INT NOT NULL PRIMARY KEY);
CREATE TABLE country (
    country_id CHAR(2) NOT NULL PRIMARY KEY,
    region_id INT,
    FOREIGN KEY (region_id) REFERENCES region (id) -- ~ fk-parent-missing "region.id"
);
