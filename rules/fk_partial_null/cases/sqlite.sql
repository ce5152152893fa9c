-- engine: sqlite
CREATE TABLE account (tenant_id INTEGER NOT NULL, account_id INTEGER NOT NULL, PRIMARY KEY (tenant_id, account_id));
CREATE TABLE payment (
    payment_id INTEGER PRIMARY KEY,
    tenant_id INTEGER,
    account_id INTEGER,
    FOREIGN KEY (tenant_id, account_id) REFERENCES account (tenant_id, account_id) -- ~ fk-partial-null
);
CREATE INDEX payment_account ON payment (tenant_id, account_id);
