-- engine: sqlite
CREATE TABLE account (account_id INTEGER PRIMARY KEY);
CREATE TABLE payment (payment_id INTEGER PRIMARY KEY, account_id INTEGER CONSTRAINT f REFERENCES account (account_id));
CREATE INDEX payment_account ON payment (account_id);
CREATE TABLE refund (refund_id INTEGER PRIMARY KEY, account_id INTEGER CONSTRAINT f REFERENCES account (account_id));
CREATE INDEX refund_account ON refund (account_id);
