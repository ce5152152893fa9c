-- engine: postgres 15
-- Only the columns that are named are set.
CREATE TABLE person (tenant_id integer, person_id integer, PRIMARY KEY (tenant_id, person_id));
CREATE TABLE ticket (
    ticket_id integer PRIMARY KEY,
    tenant_id integer NOT NULL,
    owner_id integer NOT NULL DEFAULT 0,
    opener_id integer NOT NULL DEFAULT 0,
    CONSTRAINT fk_owner FOREIGN KEY (tenant_id, owner_id) REFERENCES person (tenant_id, person_id)
        ON DELETE SET DEFAULT (owner_id),
    CONSTRAINT fk_opener FOREIGN KEY (tenant_id, opener_id) REFERENCES person (tenant_id, person_id)
        ON DELETE SET DEFAULT -- ~ fk-set-default-ineffective "`tenant_id` has none"
);
CREATE INDEX ON ticket (tenant_id, owner_id);
CREATE INDEX ON ticket (tenant_id, opener_id);
