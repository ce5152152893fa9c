-- engine: mariadb
CREATE TABLE account (account_id INT NOT NULL PRIMARY KEY);
CREATE TABLE payment (payment_id INT NOT NULL PRIMARY KEY, `ACCOUNT_ID` INT);
ALTER TABLE payment ADD CONSTRAINT payment_account FOREIGN KEY (account_id) REFERENCES account (account_id);
ALTER TABLE payment ADD CONSTRAINT payment_of FOREIGN KEY (account) REFERENCES account (account_id); -- ~ fk-column-missing "`payment_of` is refused"
