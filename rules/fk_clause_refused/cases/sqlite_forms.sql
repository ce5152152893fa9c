-- engine: sqlite
CREATE TABLE customer (customer_id integer PRIMARY KEY);
CREATE TABLE invoice (
    invoice_id integer PRIMARY KEY,
    -- In any order, and again: the last of each holds.
    customer_id integer REFERENCES customer (customer_id) ON DELETE RESTRICT MATCH FULL ON DELETE CASCADE MATCH SIMPLE
);
CREATE INDEX invoice_customer ON invoice (customer_id);
CREATE TABLE offer (
    offer_id integer PRIMARY KEY,
    customer_id integer REFERENCES customer (customer_id)
        INITIALLY DEFERRED ON DELETE CASCADE -- ~ fk-clause-refused "INITIALLY DEFERRED needs DEFERRABLE right before it"
);
CREATE INDEX offer_customer ON offer (customer_id);
CREATE TABLE letter (
    letter_id integer PRIMARY KEY,
    customer_id integer REFERENCES customer (customer_id)
        INITIALLY DEFERRED DEFERRABLE ON DELETE CASCADE -- ~ fk-clause-refused "needs DEFERRABLE"
);
CREATE INDEX letter_customer ON letter (customer_id);
