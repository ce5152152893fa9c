-- engine: oracle
CREATE TABLE customer (customer_id NUMBER PRIMARY KEY);
CREATE TABLE invoice (
    invoice_id NUMBER PRIMARY KEY,
    customer_id NUMBER REFERENCES customer (customer_id)
        ON DELETE NO ACTION, -- ~ fk-clause-refused "a column's REFERENCES takes no ON DELETE NO ACTION"
    payer_id NUMBER REFERENCES customer (customer_id) ON DELETE SET NULL NOT NULL ENABLE, -- ~ fk-set-null-not-null
    reader_id NUMBER,
    FOREIGN KEY (reader_id) REFERENCES customer (customer_id)
        ON DELETE RESTRICT DEFERRABLE -- ~ fk-clause-refused "this engine has no ON DELETE RESTRICT there"
);
CREATE INDEX invoice_customer ON invoice (customer_id);
CREATE INDEX invoice_payer ON invoice (payer_id);
CREATE INDEX invoice_reader ON invoice (reader_id);
