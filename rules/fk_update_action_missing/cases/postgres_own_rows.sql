-- engine: postgres
CREATE TABLE product (
    sku text PRIMARY KEY,
    replaces_sku text REFERENCES product (sku) -- ~ fk-update-action-missing
);
CREATE INDEX ON product (replaces_sku);
-- Rows of the parent that point at each other must follow too.
CREATE TABLE offer (
    offer_id bigint PRIMARY KEY,
    sku text NOT NULL REFERENCES product (sku) -- ~ fk-update-action-missing
);
CREATE INDEX ON offer (sku);

-- All rows of a tenant move at once, and find their parents again.
CREATE TABLE shop (name text PRIMARY KEY);
CREATE TABLE category (
    shop_name text NOT NULL REFERENCES shop (name), -- ~ fk-update-action-missing
    category_id bigint NOT NULL,
    parent_id bigint,
    PRIMARY KEY (shop_name, category_id),
    FOREIGN KEY (shop_name, parent_id) REFERENCES category (shop_name, category_id)
);
CREATE INDEX ON category (shop_name, parent_id);
