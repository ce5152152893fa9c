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
    FOREIGN KEY (tenant_id, account_id) REFERENCES account (tenant_id, account_id) MATCH FULL -- ~ fk-partial-null "may point at no"
);
CREATE INDEX ON payment (tenant_id, account_id);
