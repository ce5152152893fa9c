-- engine: postgres 16
CREATE TABLE tenant (tenant_id integer PRIMARY KEY);
CREATE TABLE person (person_id integer PRIMARY KEY);
CREATE TABLE staff (tenant_id integer, staff_id integer, PRIMARY KEY (tenant_id, staff_id));
CREATE TABLE ticket (
    ticket_id integer PRIMARY KEY,
    tenant_id integer REFERENCES tenant ON DELETE SET NULL,
    owner_id integer,
    reader_id integer REFERENCES person ON DELETE SET NULL,
    -- Nothing is cleared by these.
    FOREIGN KEY (tenant_id, owner_id) REFERENCES staff (tenant_id, staff_id) ON DELETE CASCADE,
    CHECK (tenant_id IS NOT NULL OR owner_id IS NULL)
);
CREATE INDEX ON ticket (tenant_id, owner_id);
CREATE INDEX ON ticket (reader_id);
