-- engine: mysql 8.4
CREATE TABLE customer (customer_id integer NOT NULL PRIMARY KEY);
CREATE TABLE invoice (
    invoice_id integer NOT NULL PRIMARY KEY,
    customer_id integer NOT NULL,
    FOREIGN KEY (customer_id) REFERENCES customer (customer_id)
);

