-- engine: mysql
CREATE TABLE account (account_id INT NOT NULL PRIMARY KEY);
CREATE TABLE payment (
    payment_id INT NOT NULL PRIMARY KEY,
    source_id INT NOT NULL,
    target_id INT NOT NULL,
    CONSTRAINT of_account FOREIGN KEY (source_id) REFERENCES account (account_id)
);
ALTER TABLE payment ADD CONSTRAINT of_account FOREIGN KEY (target_id) REFERENCES account (account_id); -- ~ fk-name-taken "another foreign key of the table"
ALTER TABLE payment DROP FOREIGN KEY of_account;
ALTER TABLE payment ADD CONSTRAINT of_account FOREIGN KEY (source_id) REFERENCES account (account_id);
