-- engine: mysql 8.4
CREATE TABLE account (tenant_id INT NOT NULL, account_id INT NOT NULL, PRIMARY KEY (tenant_id, account_id));
CREATE TABLE payment (
    payment_id INT NOT NULL PRIMARY KEY,
    account_id INT NOT NULL REFERENCES account (tenant_id, account_id) -- ~ fk-inline-ignored
);
