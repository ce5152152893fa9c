-- engine: mysql
CREATE TABLE account (account_id INT NOT NULL PRIMARY KEY);

-- A CHECK and a foreign key may have one name here, and so may an index that serves it.
CREATE TABLE payment (
    payment_id INT NOT NULL PRIMARY KEY,
    account_id INT NOT NULL,
    KEY of_account (account_id, payment_id),
    CONSTRAINT of_account CHECK (payment_id > 0),
    CONSTRAINT of_account FOREIGN KEY (account_id) REFERENCES account (account_id)
);

-- Another index serves it, and it makes none of its own.
CREATE TABLE refund (
    refund_id INT NOT NULL PRIMARY KEY,
    account_id INT NOT NULL,
    note VARCHAR(20) NOT NULL,
    KEY refund_account (note),
    KEY by_account (account_id),
    CONSTRAINT refund_account FOREIGN KEY (account_id) REFERENCES account (account_id)
);

-- Made again under its old name.
ALTER TABLE payment DROP FOREIGN KEY of_account;
ALTER TABLE payment
    ADD CONSTRAINT of_account FOREIGN KEY (account_id) REFERENCES account (account_id) ON DELETE CASCADE;
