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
    FOREIGN KEY (tenant_id, acount_id) REFERENCES account (tenant_id, account_id) -- ~ fk-column-missing "`payment` has no column `acount_id`"
);

CREATE TABLE refund (
    refund_id integer PRIMARY KEY,
    tenant_id integer NOT NULL,
    account_id integer,
    note text,
    FOREIGN KEY (tenant_id, account_id) REFERENCES account (tenant_id, account_id) ON DELETE SET NULL (note) -- ~ fk-column-missing "SET NULL names `note`"
);
CREATE INDEX ON refund (tenant_id, account_id);
