-- engine: postgres
CREATE TABLE customer (customer_id integer PRIMARY KEY);
CREATE TABLE invoice (
    invoice_id integer PRIMARY KEY,
    customer_id integer REFERENCES customer (customer_id) DEFERRABLE NOT NULL,
    payer_id integer REFERENCES customer (customer_id) NOT NULL
        DEFERRABLE INITIALLY DEFERRED, -- ~ fk-clause-refused "DEFERRABLE has to come before the column's other attributes"
    reader_id integer REFERENCES customer (customer_id) DEFAULT 1
        ON DELETE CASCADE -- ~ fk-clause-refused "ON DELETE has to come before the column's other attributes"
);
CREATE INDEX invoice_customer ON invoice (customer_id);
CREATE INDEX invoice_payer ON invoice (payer_id);
CREATE INDEX invoice_reader ON invoice (reader_id);
-- This one is the key's.
CREATE TABLE letter (letter_id integer REFERENCES customer (customer_id) UNIQUE DEFERRABLE);
