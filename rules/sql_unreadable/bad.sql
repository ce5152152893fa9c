-- engine: postgres
CREATE TABLE customer (
    customer_id integer PRIMARY KEY
);

CREATE TABLE invoice ( -- ~ sql-unreadable "never closed"
    invoice_id integer PRIMARY KEY,
    customer_id integer REFERENCES customer (customer_id
);

ALTER TABLE customer FROBNICATE; -- ~ sql-unreadable "not understood"
