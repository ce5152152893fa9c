-- engine: oracle
CREATE TABLE account (tenant_id NUMBER NOT NULL, account_id NUMBER NOT NULL, PRIMARY KEY (tenant_id, account_id));
CREATE TABLE payment (
    payment_id NUMBER NOT NULL PRIMARY KEY,
    tenant_id NUMBER,
    account_id NUMBER,
    CONSTRAINT payment_account FOREIGN KEY (tenant_id, account_id)
        REFERENCES account (tenant_id, account_id) MATCH FULL -- ~ fk-match-ignored "is refused"
);
CREATE INDEX payment_account_ix ON payment (tenant_id, account_id);
