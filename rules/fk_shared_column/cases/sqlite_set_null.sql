-- engine: sqlite
CREATE TABLE tenant (tenant_id INTEGER NOT NULL PRIMARY KEY);
CREATE TABLE staff (tenant_id INTEGER NOT NULL, staff_id INTEGER NOT NULL, PRIMARY KEY (tenant_id, staff_id));
CREATE TABLE ticket (
    ticket_id INTEGER NOT NULL PRIMARY KEY,
    tenant_id INTEGER,
    owner_id INTEGER,
    FOREIGN KEY (tenant_id) REFERENCES tenant (tenant_id),
    FOREIGN KEY (tenant_id, owner_id) REFERENCES staff (tenant_id, staff_id) ON DELETE SET NULL, -- ~ fk-shared-column "both need `tenant_id`"
    CHECK (tenant_id IS NOT NULL OR owner_id IS NULL)
);
CREATE INDEX ticket_owner ON ticket (tenant_id, owner_id);
