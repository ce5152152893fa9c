-- engine: postgres 15
CREATE TABLE customer (customer_id integer PRIMARY KEY);
CREATE TABLE invoice (
    invoice_id integer PRIMARY KEY,
    customer_id integer REFERENCES customer (customer_id)
        ON DELETE CASCADE ENFORCED -- ~ fk-clause-refused "takes no ENFORCED"
);
CREATE INDEX invoice_customer ON invoice (customer_id);
