-- engine: oracle
CREATE TABLE account (account_id NUMBER CONSTRAINT account_pk PRIMARY KEY);
CREATE TABLE payment (
    payment_id NUMBER CONSTRAINT payment_pk PRIMARY KEY,
    account_id NUMBER NOT NULL,
    CONSTRAINT account_pk FOREIGN KEY (account_id) REFERENCES account (account_id) -- ~ fk-name-taken "the primary key of `account`"
);
CREATE INDEX payment_account_ix ON payment (account_id);
