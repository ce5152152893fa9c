-- engine: sqlserver
CREATE TABLE customer (customer_id int PRIMARY KEY);
CREATE TABLE invoice (
    invoice_id int PRIMARY KEY,
    customer_id int REFERENCES customer (customer_id) ON DELETE NO ACTION ON UPDATE NO ACTION,
    payer_id int REFERENCES customer (customer_id)
        ON UPDATE RESTRICT -- ~ fk-clause-refused "a column's REFERENCES takes no ON UPDATE RESTRICT"
);
CREATE INDEX invoice_customer ON invoice (customer_id);
CREATE INDEX invoice_payer ON invoice (payer_id);
