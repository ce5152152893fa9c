-- engine: mysql 8.4, migration
CREATE TABLE customer (customer_id integer NOT NULL PRIMARY KEY);
-- What is forgotten needs no name.
CREATE TABLE invoice (
    invoice_id integer NOT NULL PRIMARY KEY,
    customer_id integer NOT NULL REFERENCES customer (customer_id) -- ~ fk-inline-ignored
);
