-- engine: postgres 18
CREATE TABLE customer (customer_id integer PRIMARY KEY);
CREATE TABLE invoice (
    invoice_id integer PRIMARY KEY,
    customer_id integer REFERENCES customer (customer_id) ON DELETE CASCADE ENFORCED
);
CREATE INDEX invoice_customer ON invoice (customer_id);
