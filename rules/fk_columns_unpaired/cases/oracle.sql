-- engine: oracle
CREATE TABLE account (tenant_id NUMBER, account_id NUMBER, CONSTRAINT account_pk PRIMARY KEY (tenant_id, account_id));
CREATE TABLE payment (
    payment_id NUMBER CONSTRAINT payment_pk PRIMARY KEY,
    account_id NUMBER NOT NULL,
    CONSTRAINT payment_account_fk FOREIGN KEY (account_id) REFERENCES account -- ~ fk-columns-unpaired
);
CREATE INDEX payment_account_ix ON payment (account_id);
