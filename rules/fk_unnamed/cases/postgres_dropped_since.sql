-- engine: postgres, migration
CREATE TABLE customer (customer_id integer NOT NULL PRIMARY KEY);
CREATE TABLE invoice (
    invoice_id integer NOT NULL PRIMARY KEY,
    customer_id integer NOT NULL REFERENCES customer (customer_id)
);
ALTER TABLE invoice DROP CONSTRAINT invoice_customer_id_fkey;
