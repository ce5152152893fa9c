-- engine: oracle
CREATE TABLE account (account_id NUMBER CONSTRAINT account_pk PRIMARY KEY);
CREATE TABLE payment (
    payment_id NUMBER CONSTRAINT payment_pk PRIMARY KEY,
    "account_id" NUMBER,
    CONSTRAINT payment_account_fk FOREIGN KEY (account_id) REFERENCES account (account_id) -- ~ fk-column-missing
);
