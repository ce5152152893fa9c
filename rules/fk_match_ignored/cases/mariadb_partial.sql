-- engine: mariadb 10.11
-- A CHECK may not use what an action writes: only advice is left.
CREATE TABLE account (tenant_id INTEGER NOT NULL, account_id INTEGER NOT NULL, PRIMARY KEY (tenant_id, account_id));
CREATE TABLE payment (
    payment_id INTEGER NOT NULL PRIMARY KEY,
    tenant_id INTEGER,
    account_id INTEGER,
    CONSTRAINT payment_account FOREIGN KEY (tenant_id, account_id)
        REFERENCES account (tenant_id, account_id) MATCH PARTIAL ON UPDATE CASCADE -- ~ fk-match-ignored "MATCH PARTIAL is ignored"
);
