-- engine: mysql
CREATE TABLE account (account_id INT NOT NULL PRIMARY KEY);
CREATE TABLE payment (
    payment_id INT NOT NULL PRIMARY KEY,
    account_id INT NOT NULL,
    note VARCHAR(20) NOT NULL,
    KEY of_account (note),
    CONSTRAINT of_account FOREIGN KEY (account_id) REFERENCES account (account_id) -- ~ fk-name-taken "an index over other columns"
);
