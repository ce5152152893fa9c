-- engine: sqlite
CREATE TABLE customer (
    customer_id integer PRIMARY KEY,
    name text
);
CREATE TABLE invoice (
    invoice_id integer PRIMARY KEY,
    customer_id integer NOT NULL REFERENCES customer (customer_id) ON DELETE CASCADE
);
CREATE INDEX invoice_customer ON invoice (customer_id);

PRAGMA foreign_keys = OFF;
BEGIN;
CREATE TABLE customer_new (
    customer_id integer PRIMARY KEY,
    name text NOT NULL
);
INSERT INTO customer_new SELECT customer_id, coalesce(name, '') FROM customer;
DROP TABLE customer; -- ~ rebuild-deletes-children "deletes the rows of `invoice`"
ALTER TABLE customer_new RENAME TO customer;
PRAGMA foreign_key_check;
COMMIT;
PRAGMA foreign_keys = ON;
