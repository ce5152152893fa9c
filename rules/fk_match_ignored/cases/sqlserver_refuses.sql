-- engine: sqlserver
CREATE TABLE account (tenant_id INT NOT NULL, account_id INT NOT NULL, CONSTRAINT account_key PRIMARY KEY (tenant_id, account_id));
CREATE TABLE payment (
    payment_id INT NOT NULL CONSTRAINT payment_key PRIMARY KEY,
    tenant_id INT NOT NULL,
    account_id INT NOT NULL,
    CONSTRAINT payment_account FOREIGN KEY (tenant_id, account_id)
        REFERENCES account (tenant_id, account_id) MATCH FULL -- ~ fk-match-ignored "is refused"
);
CREATE INDEX payment_of_account ON payment (tenant_id, account_id);
