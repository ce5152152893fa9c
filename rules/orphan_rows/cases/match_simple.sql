-- engine: sqlite
-- A NULL in the key points at nothing; the parent's collation decides what is equal; the second key over the same column is asked on its own.
CREATE TABLE region (
    country text NOT NULL COLLATE NOCASE,
    region text NOT NULL,
    PRIMARY KEY (country, region)
);
CREATE TABLE city (
    city_id integer PRIMARY KEY,
    country text NOT NULL,
    region text,
    twin integer REFERENCES city (city_id), -- ~ orphan-rows "1 row without a `city`"
    FOREIGN KEY (country, region) REFERENCES region (country, region) -- ~ orphan-rows "1 row without a `region`", fk-update-action-missing
);
CREATE INDEX city_region ON city (country COLLATE NOCASE, region);
CREATE INDEX city_twin ON city (twin);

INSERT INTO region VALUES ('DE', 'BY'), ('AT', 'W');
INSERT INTO city VALUES
    (1, 'de', 'BY', 1),
    (2, 'XX', NULL, NULL),
    (3, 'AT', 'BY', 2),
    (4, 'AT', 'W', 99);
