-- engine: mariadb
CREATE TABLE customer (customer_id int PRIMARY KEY);
CREATE TABLE invoice (
    invoice_id int PRIMARY KEY,
    customer_id int NOT NULL REFERENCES customer (customer_id) NOT VALID -- ~ fk-clause-refused "a column's REFERENCES takes no NOT VALID"
);
CREATE TABLE offer (offer_id int PRIMARY KEY, customer_id int NOT NULL);
ALTER TABLE offer ADD FOREIGN KEY (customer_id) REFERENCES customer (customer_id)
    NOT VALID; -- ~ fk-clause-refused "this engine has no NOT VALID there"
