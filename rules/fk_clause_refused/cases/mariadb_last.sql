-- engine: mariadb
CREATE TABLE customer (customer_id int PRIMARY KEY);
CREATE TABLE invoice (
    invoice_id int PRIMARY KEY,
    -- It takes a name.
    customer_id int NOT NULL CONSTRAINT invoice_customer REFERENCES customer (customer_id),
    payer_id int REFERENCES customer (customer_id) ON DELETE SET NULL
        COMMENT 'who pays' -- ~ fk-clause-refused "a column's REFERENCES has to come last"
);
