-- engine: postgres
CREATE TABLE account (
    tenant_id integer NOT NULL,
    account_id integer NOT NULL,
    PRIMARY KEY (tenant_id, account_id)
);

CREATE TABLE payment (
    payment_id integer PRIMARY KEY,
    tenant_id integer,
    account_id integer,
    FOREIGN KEY (tenant_id, account_id) REFERENCES account (tenant_id, account_id) MATCH FULL
);
CREATE INDEX ON payment (tenant_id, account_id);

-- A link that is set later.
CREATE TABLE refund (
    refund_id integer PRIMARY KEY,
    tenant_id integer NOT NULL,
    account_id integer,
    FOREIGN KEY (tenant_id, account_id) REFERENCES account (tenant_id, account_id)
);
CREATE INDEX ON refund (tenant_id, account_id);

CREATE TABLE transfer (
    transfer_id integer PRIMARY KEY,
    tenant_id integer,
    account_id integer,
    CHECK ((tenant_id IS NULL) = (account_id IS NULL)),
    FOREIGN KEY (tenant_id, account_id) REFERENCES account (tenant_id, account_id)
);
CREATE INDEX ON transfer (tenant_id, account_id);
