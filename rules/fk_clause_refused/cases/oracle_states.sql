-- engine: oracle
CREATE TABLE customer (customer_id NUMBER PRIMARY KEY);
CREATE TABLE invoice (
    invoice_id NUMBER PRIMARY KEY,
    customer_id NUMBER REFERENCES customer (customer_id) ON DELETE CASCADE INITIALLY DEFERRED DEFERRABLE ENABLE,
    payer_id NUMBER REFERENCES customer (customer_id)
        ENABLE ON DELETE CASCADE -- ~ fk-clause-refused "ON DELETE has to come before ENABLE"
);
CREATE INDEX invoice_customer ON invoice (customer_id);
CREATE INDEX invoice_payer ON invoice (payer_id);
