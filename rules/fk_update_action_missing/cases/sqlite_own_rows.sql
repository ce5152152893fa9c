-- engine: sqlite
CREATE TABLE product (
    sku text NOT NULL PRIMARY KEY,
    family_sku text NOT NULL REFERENCES product (sku) -- ~ fk-update-action-missing, self-reference-not-null
);
CREATE INDEX product_family ON product (family_sku);
CREATE TABLE offer (
    offer_id integer PRIMARY KEY,
    sku text NOT NULL REFERENCES product (sku) -- ~ fk-update-action-missing
);
CREATE INDEX offer_sku ON offer (sku);

-- What follows is itself referred to by rows of its own table.
CREATE TABLE station (code text NOT NULL PRIMARY KEY);
CREATE TABLE stop (
    station_code text NOT NULL PRIMARY KEY REFERENCES station (code), -- ~ fk-update-action-missing
    next_code text REFERENCES stop (station_code) -- ~ fk-update-action-missing
);
CREATE INDEX stop_next ON stop (next_code);
