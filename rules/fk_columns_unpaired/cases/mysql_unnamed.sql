-- engine: mysql 8.4
CREATE TABLE account (account_id INT NOT NULL PRIMARY KEY);
CREATE TABLE payment (
    payment_id INT NOT NULL PRIMARY KEY,
    account_id INT NOT NULL,
    FOREIGN KEY (account_id) REFERENCES account -- ~ fk-columns-unpaired "it names no columns of `account`"
);
