-- engine: mysql 8.4
CREATE TABLE account (tenant_id INTEGER NOT NULL, account_id INTEGER NOT NULL, PRIMARY KEY (tenant_id, account_id));
CREATE TABLE payment (
    payment_id INTEGER NOT NULL PRIMARY KEY,
    tenant_id INTEGER,
    account_id INTEGER,
    CONSTRAINT payment_account FOREIGN KEY (tenant_id, account_id)
        REFERENCES account (tenant_id, account_id), -- ~ fk-match-ignored "MATCH FULL is ignored"
    CHECK ((tenant_id IS NULL AND account_id IS NULL) OR (tenant_id IS NOT NULL AND account_id IS NOT NULL))
);
