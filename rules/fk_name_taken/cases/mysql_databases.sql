-- engine: mysql
CREATE TABLE shop.account (account_id INT NOT NULL PRIMARY KEY);
CREATE TABLE shop.payment (
    payment_id INT NOT NULL PRIMARY KEY,
    account_id INT NOT NULL,
    CONSTRAINT of_account FOREIGN KEY (account_id) REFERENCES shop.account (account_id)
);
CREATE TABLE archive.payment (
    payment_id INT NOT NULL PRIMARY KEY,
    account_id INT NOT NULL,
    CONSTRAINT of_account FOREIGN KEY (account_id) REFERENCES shop.account (account_id)
);
