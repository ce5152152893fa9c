-- engine: sqlite
CREATE TABLE customer (
    customer_id integer PRIMARY KEY,
    name text NOT NULL
);
CREATE TABLE invoice (
    invoice_id integer PRIMARY KEY,
    customer_id integer NOT NULL REFERENCES customer (customer_id)
);
CREATE INDEX invoice_customer ON invoice (customer_id);

PRAGMA foreign_keys = OFF;
BEGIN;
-- ~^ pragma-inside-transaction "checks stay as they were"
DELETE FROM customer WHERE name = '';
UPDATE invoice SET customer_id = 1 WHERE customer_id NOT IN (SELECT customer_id FROM customer);
COMMIT;
PRAGMA foreign_keys = ON;
