-- engine: postgres
CREATE TABLE customer (
    customer_id integer PRIMARY KEY
);

CREATE TABLE invoice (
    invoice_id integer PRIMARY KEY,
    customer_id integer NOT NULL
        REFERENCES customer (customer_id)
        ON DELETE CASCADE
        DEFERRABLE INITIALLY DEFERRED -- ~ fk-clause-refused "ON DELETE has to come before DEFERRABLE"
);
CREATE INDEX invoice_customer ON invoice (customer_id);
