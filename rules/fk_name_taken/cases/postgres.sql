-- engine: postgres
CREATE TABLE account (account_id integer PRIMARY KEY);
CREATE TABLE payment (
    payment_id integer PRIMARY KEY,
    account_id integer NOT NULL CONSTRAINT of_account CHECK (account_id > 0),
    source_id integer NOT NULL CONSTRAINT payment_source UNIQUE,
    target_id integer NOT NULL,
    CONSTRAINT of_account FOREIGN KEY (account_id) REFERENCES account (account_id), -- ~ fk-name-taken "a CHECK is called"
    CONSTRAINT payment_source FOREIGN KEY (source_id) REFERENCES account (account_id), -- ~ fk-name-taken "a key of `payment`"
    CONSTRAINT of_target FOREIGN KEY (target_id) REFERENCES account (account_id)
);
CREATE INDEX ON payment (account_id);
CREATE INDEX of_target ON payment (target_id);
CREATE TABLE refund (
    refund_id integer PRIMARY KEY,
    account_id integer NOT NULL,
    target_id integer NOT NULL,
    CONSTRAINT of_target FOREIGN KEY (account_id) REFERENCES account (account_id),
    CONSTRAINT of_target FOREIGN KEY (target_id) REFERENCES account (account_id) -- ~ fk-name-taken "another foreign key of the table"
);
CREATE INDEX ON refund (account_id);
CREATE INDEX ON refund (target_id);
