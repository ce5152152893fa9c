-- engine: sqlserver
CREATE TABLE region (region_id int NOT NULL PRIMARY KEY);
CREATE TABLE country (
    country_id char(2) NOT NULL PRIMARY KEY,
    region_id int NULL,
    CONSTRAINT country_region_fk FOREIGN KEY (region_id) REFERENCES regions (region_id) -- ~ fk-parent-missing "regions"
);
CREATE INDEX country_region_ix ON country (region_id);
