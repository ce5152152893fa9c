-- engine: oracle
CREATE TABLE region (region_id NUMBER PRIMARY KEY);
CREATE TABLE country (
    country_id CHAR(2) PRIMARY KEY,
    region_id NUMBER,
    CONSTRAINT country_region_fk FOREIGN KEY (region_id) REFERENCES regions (region_id) -- ~ fk-parent-missing "regions"
);
CREATE INDEX country_region_ix ON country (region_id);
