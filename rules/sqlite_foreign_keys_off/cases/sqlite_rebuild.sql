-- engine: sqlite
-- `customer` and `invoice` were there before; of both it leaves the whole definition.
PRAGMA foreign_keys = OFF; -- ~ sqlite-foreign-keys-off
BEGIN;
CREATE TABLE customer_new (customer_id integer PRIMARY KEY, name text NOT NULL);
INSERT INTO customer_new SELECT customer_id, name FROM customer;
DROP TABLE customer;
ALTER TABLE customer_new RENAME TO customer;
CREATE TABLE invoice_new (
    invoice_id integer PRIMARY KEY,
    customer_id integer NOT NULL REFERENCES customer (customer_id)
);
INSERT INTO invoice_new SELECT invoice_id, customer_id FROM invoice;
DROP TABLE invoice;
ALTER TABLE invoice_new RENAME TO invoice;
CREATE INDEX invoice_customer ON invoice (customer_id);
COMMIT;
