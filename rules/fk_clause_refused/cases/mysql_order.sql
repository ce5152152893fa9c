-- engine: mysql 8.4
CREATE TABLE customer (customer_id int PRIMARY KEY);
CREATE TABLE invoice (
    invoice_id int PRIMARY KEY,
    customer_id int NOT NULL,
    FOREIGN KEY (customer_id) REFERENCES customer (customer_id)
        ON DELETE CASCADE MATCH SIMPLE ON UPDATE CASCADE -- ~ fk-clause-refused "MATCH SIMPLE has to come before ON DELETE"
);
CREATE TABLE offer (
    offer_id int PRIMARY KEY,
    customer_id int NOT NULL,
    FOREIGN KEY (customer_id) REFERENCES customer (customer_id)
        NOT DEFERRABLE INITIALLY IMMEDIATE -- ~ fk-clause-refused "this engine has no NOT DEFERRABLE there"
);
CREATE TABLE letter (
    letter_id int PRIMARY KEY,
    customer_id int NOT NULL,
    FOREIGN KEY (customer_id) REFERENCES customer (customer_id)
        ON DELETE RESTRICT ON UPDATE CASCADE ON DELETE RESTRICT -- ~ fk-clause-refused "ON DELETE is said twice"
);
CREATE TABLE visit (
    visit_id int PRIMARY KEY,
    customer_id int NOT NULL,
    -- What is wrong here is told by the rule that knows the clause.
    FOREIGN KEY (customer_id) REFERENCES customer (customer_id)
        DEFERRABLE ON DELETE CASCADE -- ~ fk-deferrable-ineffective
);
