-- engine: sqlite
CREATE TABLE customer (
    customer_id integer PRIMARY KEY
);

CREATE TABLE invoice (
    invoice_id integer PRIMARY KEY,
    customer_id integer NOT NULL REFERENCES customer (customer_id) -- ~ orphan-rows "3 rows without a `customer`"
);
CREATE INDEX invoice_customer ON invoice (customer_id);

INSERT INTO customer VALUES (1), (2);
INSERT INTO invoice VALUES (10, 1), (11, 2), (12, 3), (13, 3), (14, 4);
