-- engine: postgres, migration
CREATE TABLE customer (customer_id integer NOT NULL PRIMARY KEY);
CREATE TABLE invoice (
    invoice_id integer NOT NULL PRIMARY KEY,
    customer_id integer NOT NULL,
    CONSTRAINT invoice_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer (customer_id)
);
CREATE INDEX invoice_customer_ix ON invoice (customer_id);
