-- engine: postgres 15
CREATE TABLE account (tenant_id integer, account_id integer, PRIMARY KEY (tenant_id, account_id));
CREATE TABLE payment (
    payment_id integer PRIMARY KEY,
    tenant_id integer NOT NULL,
    account_id integer DEFAULT 1,
    FOREIGN KEY (tenant_id, account_id) REFERENCES account ON DELETE SET DEFAULT (acc) -- ~ fk-column-missing "SET DEFAULT names `acc`"
);
CREATE INDEX ON payment (tenant_id, account_id);
