-- engine: mysql
CREATE TABLE price_list (
    price_list_id int PRIMARY KEY
);

-- A cascading delete takes the row away and writes nothing.
CREATE TABLE offer (
    offer_id int PRIMARY KEY,
    price_list_id int,
    rebate int,
    CHECK (price_list_id > 0),
    FOREIGN KEY (price_list_id) REFERENCES price_list (price_list_id) ON DELETE CASCADE
);

-- The CHECK reads other columns.
CREATE TABLE quote (
    quote_id int PRIMARY KEY,
    price_list_id int,
    rebate int,
    CHECK (rebate BETWEEN 0 AND 100),
    FOREIGN KEY (price_list_id) REFERENCES price_list (price_list_id) ON DELETE SET NULL
);
