-- engine: mysql
CREATE TABLE account (account_id INT NOT NULL PRIMARY KEY);
CREATE TABLE payment (
    payment_id INT NOT NULL PRIMARY KEY,
    account_id INT NOT NULL,
    KEY (account_id),
    CONSTRAINT payment_ibfk_1 FOREIGN KEY (account_id) REFERENCES account (account_id)
);
-- The name goes with the table: `old_payment_ibfk_1`.
RENAME TABLE payment TO old_payment;
CREATE TABLE payment (
    payment_id INT NOT NULL PRIMARY KEY,
    account_id INT NOT NULL,
    CONSTRAINT payment_ibfk_1 FOREIGN KEY (account_id) REFERENCES account (account_id)
);
