-- engine: sqlite
CREATE TABLE account (tenant_id INTEGER NOT NULL, account_id INTEGER NOT NULL, PRIMARY KEY (tenant_id, account_id));
CREATE TABLE payment (
    payment_id INTEGER PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES account (tenant_id, account_id) -- ~ fk-columns-unpaired "is refused"
);
CREATE INDEX payment_account ON payment (account_id);
