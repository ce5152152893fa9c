-- engine: sqlserver, migration
CREATE TABLE customer (customer_id integer NOT NULL PRIMARY KEY);
CREATE TABLE invoice (
    invoice_id integer NOT NULL PRIMARY KEY,
    customer_id integer NOT NULL,
    FOREIGN KEY (customer_id) REFERENCES customer (customer_id) -- ~ fk-unnamed "its name is another on each server"
);
CREATE INDEX invoice_customer_ix ON invoice (customer_id);
