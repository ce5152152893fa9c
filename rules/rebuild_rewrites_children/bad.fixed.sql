-- engine: sqlite
CREATE TABLE customer (
    customer_id integer PRIMARY KEY,
    name text
);
CREATE TABLE invoice (
    invoice_id integer PRIMARY KEY,
    customer_id integer NOT NULL REFERENCES customer (customer_id)
);
CREATE INDEX invoice_customer ON invoice (customer_id);

PRAGMA foreign_keys = OFF;
PRAGMA legacy_alter_table = ON;
ALTER TABLE customer RENAME TO customer_old; -- ~ rebuild-rewrites-children "`invoice` refers to `customer_old`"
CREATE TABLE customer (
    customer_id integer PRIMARY KEY,
    name text NOT NULL
);
INSERT INTO customer SELECT customer_id, coalesce(name, '') FROM customer_old;
DROP TABLE customer_old;
PRAGMA legacy_alter_table = OFF;
PRAGMA foreign_keys = ON;
