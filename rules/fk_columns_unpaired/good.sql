-- engine: postgres
CREATE TABLE account (
    tenant_id integer NOT NULL,
    account_id integer NOT NULL,
    PRIMARY KEY (tenant_id, account_id)
);

CREATE TABLE payment (
    payment_id integer PRIMARY KEY,
    tenant_id integer NOT NULL,
    account_id integer NOT NULL,
    FOREIGN KEY (tenant_id, account_id) REFERENCES account (tenant_id, account_id)
);
CREATE INDEX ON payment (tenant_id, account_id);

-- Without columns the primary key is meant, which has two as well.
CREATE TABLE refund (
    refund_id integer PRIMARY KEY,
    tenant_id integer NOT NULL,
    account_id integer NOT NULL,
    FOREIGN KEY (tenant_id, account_id) REFERENCES account
);
CREATE INDEX ON refund (tenant_id, account_id);

-- A column may stand twice on the child's side: the account that bears the number of its tenant.
CREATE TABLE tenant_account (
    tenant_id integer PRIMARY KEY,
    FOREIGN KEY (tenant_id, tenant_id) REFERENCES account (tenant_id, account_id)
);
