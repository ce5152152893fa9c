-- engine: sqlite
CREATE TABLE account (
    tenant_id INTEGER NOT NULL,
    account_id INTEGER NOT NULL,
    PRIMARY KEY (tenant_id, account_id)
);
CREATE TABLE payment (
    payment_id INTEGER PRIMARY KEY,
    account_id INTEGER NOT NULL,
    FOREIGN KEY (account_id) REFERENCES account (tenant_id, account_id) -- ~ fk-columns-unpaired "is refused: it pairs"
);
CREATE INDEX payment_account ON payment (account_id);
CREATE TABLE refund (
    refund_id INTEGER PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES account -- ~ fk-columns-unpaired "fails at every write"
);
CREATE INDEX refund_account ON refund (account_id);
CREATE TABLE fee (
    fee_id INTEGER PRIMARY KEY,
    source_id INTEGER NOT NULL,
    target_id INTEGER NOT NULL,
    FOREIGN KEY (source_id, target_id) REFERENCES account (account_id, account_id) -- ~ fk-columns-unpaired "fails at every write"
);
CREATE INDEX fee_accounts ON fee (source_id, target_id);
