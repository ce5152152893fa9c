-- engine: sqlserver
CREATE TABLE account (account_id int NOT NULL PRIMARY KEY);
CREATE TABLE payment (
    payment_id int NOT NULL PRIMARY KEY,
    CONSTRAINT payment_account_fk FOREIGN KEY (account_id) REFERENCES account (account_id) -- ~ fk-column-missing
);
