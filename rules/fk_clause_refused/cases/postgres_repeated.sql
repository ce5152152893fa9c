-- engine: postgres 15
CREATE TABLE customer (customer_id integer PRIMARY KEY);
CREATE TABLE invoice (
    invoice_id integer PRIMARY KEY,
    customer_id integer REFERENCES customer (customer_id)
        ON DELETE CASCADE ON DELETE SET NULL -- ~ fk-clause-refused "ON DELETE is said twice"
);
CREATE INDEX invoice_customer ON invoice (customer_id);
CREATE TABLE offer (
    offer_id integer PRIMARY KEY,
    customer_id integer REFERENCES customer (customer_id)
        NOT DEFERRABLE INITIALLY DEFERRED -- ~ fk-clause-refused "INITIALLY DEFERRED contradicts NOT DEFERRABLE"
);
CREATE INDEX offer_customer ON offer (customer_id);
CREATE TABLE letter (
    letter_id integer PRIMARY KEY,
    customer_id integer REFERENCES customer (customer_id) NOT VALID -- ~ fk-clause-refused "a column's REFERENCES takes no NOT VALID"
);
CREATE INDEX letter_customer ON letter (customer_id);
-- Of a constraint it is taken, with the others in any order, and twice if it says the same.
CREATE TABLE visit (visit_id integer PRIMARY KEY, customer_id integer NOT NULL);
CREATE INDEX visit_customer ON visit (customer_id);
ALTER TABLE visit ADD FOREIGN KEY (customer_id) REFERENCES customer (customer_id) ON DELETE CASCADE DEFERRABLE NOT VALID DEFERRABLE;
ALTER TABLE visit VALIDATE CONSTRAINT visit_customer_id_fkey;
