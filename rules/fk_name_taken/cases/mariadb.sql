-- engine: mariadb
CREATE TABLE account (account_id INT NOT NULL PRIMARY KEY);
CREATE TABLE payment (
    payment_id INT NOT NULL PRIMARY KEY,
    account_id INT NOT NULL,
    target_id INT NOT NULL,
    CONSTRAINT of_account CHECK (account_id > 0),
    CONSTRAINT of_account FOREIGN KEY (account_id) REFERENCES account (account_id), -- ~ fk-name-taken "a CHECK is called"
    CONSTRAINT of_target FOREIGN KEY (target_id) REFERENCES account (account_id)
);
CREATE TABLE refund (
    refund_id INT NOT NULL PRIMARY KEY,
    account_id INT NOT NULL,
    CONSTRAINT of_target FOREIGN KEY (account_id) REFERENCES account (account_id) -- ~ fk-name-taken "a foreign key of `payment`"
);
CREATE TABLE fee (
    fee_id INT NOT NULL PRIMARY KEY,
    account_id INT NOT NULL,
    CONSTRAINT refund_check CHECK (account_id > 0)
);
CREATE TABLE gift (
    gift_id INT NOT NULL PRIMARY KEY,
    account_id INT NOT NULL,
    CONSTRAINT refund_check FOREIGN KEY (account_id) REFERENCES account (account_id)
);
-- Nothing is done where the table has one of that name.
ALTER TABLE gift ADD CONSTRAINT FOREIGN KEY IF NOT EXISTS refund_check (account_id) REFERENCES account (account_id);
