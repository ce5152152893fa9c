-- engine: mysql 8.4, migration
CREATE TABLE customer (customer_id integer NOT NULL PRIMARY KEY);
CREATE TABLE invoice (
    invoice_id integer NOT NULL PRIMARY KEY,
    customer_id integer NOT NULL,
    payer_id integer NOT NULL,
    FOREIGN KEY (customer_id) REFERENCES customer (customer_id), -- ~ fk-unnamed "as `invoice_ibfk_1`"
    FOREIGN KEY (payer_id) REFERENCES customer (customer_id) -- ~ fk-unnamed "as `invoice_ibfk_2`"
);
