-- engine: postgres, migration
CREATE TABLE customer (customer_id integer NOT NULL PRIMARY KEY);
CREATE TABLE invoice (
    invoice_id integer NOT NULL PRIMARY KEY,
    customer_id integer NOT NULL,
    FOREIGN KEY (customer_id) REFERENCES customer (customer_id) -- ~ fk-unnamed "has to drop `invoice (customer_id)` as"
);
CREATE INDEX invoice_customer_ix ON invoice (customer_id);
