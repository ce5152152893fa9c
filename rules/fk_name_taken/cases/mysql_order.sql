-- engine: mysql
-- The later one is refused, wherever its table stands.
CREATE TABLE account (account_id INT NOT NULL PRIMARY KEY);
CREATE TABLE payment (payment_id INT NOT NULL PRIMARY KEY, account_id INT NOT NULL);
CREATE TABLE refund (
    refund_id INT NOT NULL PRIMARY KEY,
    account_id INT NOT NULL,
    CONSTRAINT of_account FOREIGN KEY (account_id) REFERENCES account (account_id)
);
ALTER TABLE payment ADD CONSTRAINT of_account FOREIGN KEY (account_id) REFERENCES account (account_id); -- ~ fk-name-taken "a foreign key of `refund`"
