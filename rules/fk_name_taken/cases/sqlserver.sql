-- engine: sqlserver
CREATE TABLE account (account_id int NOT NULL PRIMARY KEY);
CREATE TABLE payment (
    payment_id int NOT NULL PRIMARY KEY,
    account_id int NOT NULL,
    CONSTRAINT fk_account FOREIGN KEY (account_id) REFERENCES account (account_id)
);
CREATE INDEX payment_account_ix ON payment (account_id);
CREATE TABLE refund (
    refund_id int NOT NULL PRIMARY KEY,
    account_id int NOT NULL,
    CONSTRAINT fk_account FOREIGN KEY (account_id) REFERENCES account (account_id) -- ~ fk-name-taken
);
CREATE INDEX refund_account_ix ON refund (account_id);
