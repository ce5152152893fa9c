-- engine: sqlserver
CREATE TABLE account (tenant_id INT NOT NULL, account_id INT NOT NULL, PRIMARY KEY (tenant_id, account_id));
CREATE TABLE payment (
    payment_id INT NOT NULL PRIMARY KEY,
    tenant_id INT,
    account_id INT,
    FOREIGN KEY (tenant_id, account_id) REFERENCES account (tenant_id, account_id) -- ~ fk-partial-null
);
CREATE INDEX payment_account ON payment (tenant_id, account_id);
