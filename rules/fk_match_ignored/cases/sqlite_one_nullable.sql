-- engine: sqlite
CREATE TABLE account (tenant_id INTEGER NOT NULL, account_id INTEGER NOT NULL, PRIMARY KEY (tenant_id, account_id));
CREATE TABLE payment (
    payment_id INTEGER NOT NULL PRIMARY KEY,
    tenant_id INTEGER NOT NULL,
    account_id INTEGER,
    CONSTRAINT payment_account FOREIGN KEY (tenant_id, account_id)
        REFERENCES account (tenant_id, account_id) MATCH FULL -- ~ fk-match-ignored
);
CREATE INDEX payment_account_ix ON payment (tenant_id, account_id);
