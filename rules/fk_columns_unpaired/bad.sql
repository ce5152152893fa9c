-- engine: postgres
CREATE TABLE account (
    tenant_id integer NOT NULL,
    account_id integer NOT NULL,
    iban text NOT NULL UNIQUE,
    PRIMARY KEY (tenant_id, account_id)
);

CREATE TABLE payment (
    payment_id integer PRIMARY KEY,
    account_id integer NOT NULL,
    FOREIGN KEY (account_id) REFERENCES account (tenant_id, account_id) -- ~ fk-columns-unpaired "it pairs (account_id) with (tenant_id, account_id)"
);
CREATE INDEX ON payment (account_id);

CREATE TABLE refund (
    refund_id integer PRIMARY KEY,
    account_id integer NOT NULL REFERENCES account -- ~ fk-columns-unpaired "with the primary key (tenant_id, account_id)"
);
CREATE INDEX ON refund (account_id);

CREATE TABLE transfer (
    transfer_id integer PRIMARY KEY,
    source_id integer NOT NULL,
    target_id integer NOT NULL,
    FOREIGN KEY (source_id, target_id) REFERENCES account (account_id, account_id) -- ~ fk-columns-unpaired "it refers twice to `account.account_id`"
);
CREATE INDEX ON transfer (source_id, target_id);
