-- engine: mysql 9.7
CREATE TABLE customer (customer_id int PRIMARY KEY);
CREATE TABLE invoice (
    invoice_id int PRIMARY KEY,
    customer_id int NOT NULL COMMENT 'who pays' REFERENCES customer (customer_id) ON DELETE CASCADE,
    payer_id int REFERENCES customer (customer_id)
        NOT NULL DEFAULT 1 -- ~ fk-clause-refused "`invoice (payer_id)` is refused: a column's REFERENCES has to come last"
);
CREATE TABLE offer (
    offer_id int PRIMARY KEY,
    customer_id int NOT NULL
        CONSTRAINT offer_customer -- ~ fk-clause-refused "a column's REFERENCES takes no name"
        REFERENCES customer (customer_id)
);
CREATE TABLE letter (letter_id int PRIMARY KEY);
ALTER TABLE letter ADD COLUMN customer_id int REFERENCES customer (customer_id) FIRST;
ALTER TABLE letter ADD COLUMN reader_id int REFERENCES customer (customer_id)
    UNIQUE; -- ~ fk-clause-refused "has to come last"
