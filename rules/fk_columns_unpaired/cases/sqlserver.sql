-- engine: sqlserver
CREATE TABLE account (tenant_id int NOT NULL, account_id int NOT NULL, CONSTRAINT account_pk PRIMARY KEY (tenant_id, account_id));
CREATE TABLE payment (
    payment_id int NOT NULL PRIMARY KEY,
    account_id int NOT NULL,
    CONSTRAINT payment_account_fk FOREIGN KEY (account_id) REFERENCES account (tenant_id, account_id) -- ~ fk-columns-unpaired
);
CREATE INDEX payment_account_ix ON payment (account_id);
