-- engine: sqlite
-- `customer` was there before.
PRAGMA foreign_keys = OFF; -- ~ sqlite-foreign-keys-off
CREATE TABLE customer_new (
    customer_id integer PRIMARY KEY,
    name text NOT NULL
);
INSERT INTO customer_new SELECT customer_id, name FROM customer;
DROP TABLE customer;
ALTER TABLE customer_new RENAME TO customer;
PRAGMA foreign_key_check;
PRAGMA foreign_keys = ON;
