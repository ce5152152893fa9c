-- engine: oracle
CREATE TABLE region (
    region_id NUMBER CONSTRAINT region_pk PRIMARY KEY,
    code VARCHAR2(8) CONSTRAINT region_code_uq UNIQUE
);
CREATE TABLE shop (
    shop_id NUMBER CONSTRAINT shop_pk PRIMARY KEY,
    region_id NUMBER CONSTRAINT shop_region_fk REFERENCES region
);
CREATE INDEX shop_region_ix ON shop (region_id);
