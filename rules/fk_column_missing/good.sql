-- engine: postgres
CREATE TABLE account (
    tenant_id integer NOT NULL,
    account_id integer NOT NULL,
    PRIMARY KEY (tenant_id, account_id)
);

CREATE TABLE payment (
    payment_id integer PRIMARY KEY,
    Tenant_id integer NOT NULL,
    account_id integer,
    FOREIGN KEY (tenant_id, ACCOUNT_ID) REFERENCES account (tenant_id, account_id) ON DELETE SET NULL (account_id)
);
CREATE INDEX ON payment (tenant_id, account_id);

-- Inherited with the table.
CREATE TABLE card_payment (
    FOREIGN KEY (tenant_id, account_id) REFERENCES account (tenant_id, account_id)
) INHERITS (payment);
CREATE INDEX ON card_payment (tenant_id, account_id);
