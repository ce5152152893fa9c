-- engine: mysql 8.4
CREATE TABLE account (tenant_id INT NOT NULL, account_id INT NOT NULL, PRIMARY KEY (tenant_id, account_id));
CREATE TABLE payment (
    payment_id INT PRIMARY KEY,
    tenant_id INT,
    account_id INT,
    CONSTRAINT payment_account FOREIGN KEY (tenant_id, account_id) REFERENCES account (tenant_id, account_id) MATCH FULL -- ~ fk-match-ignored
);
