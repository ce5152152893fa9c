-- engine: sqlserver
CREATE TABLE customer (customer_id int PRIMARY KEY);
CREATE TABLE invoice (
    invoice_id int PRIMARY KEY,
    customer_id int NOT NULL,
    payer_id int NOT NULL,
    FOREIGN KEY (customer_id) REFERENCES customer (customer_id) ON UPDATE NO ACTION ON DELETE CASCADE NOT FOR REPLICATION,
    FOREIGN KEY (payer_id) REFERENCES customer (customer_id)
        MATCH SIMPLE -- ~ fk-clause-refused "this engine has no MATCH SIMPLE there"
);
CREATE INDEX invoice_customer ON invoice (customer_id);
CREATE INDEX invoice_payer ON invoice (payer_id);
