-- engine: mysql 8.4, migration
CREATE TABLE customer (customer_id integer NOT NULL PRIMARY KEY);
CREATE TABLE invoices_of_the_current_year_that_were_not_paid_in_the_year_bef (
    invoice_id integer NOT NULL PRIMARY KEY,
    customer_id integer NOT NULL,
    FOREIGN KEY (customer_id) REFERENCES customer (customer_id) -- ~ fk-name-too-long
);
