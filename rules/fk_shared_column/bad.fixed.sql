-- engine: postgres 16
CREATE TABLE staff (tenant_id integer, staff_id integer, PRIMARY KEY (tenant_id, staff_id));
CREATE TABLE queue (tenant_id integer, queue_id integer, PRIMARY KEY (tenant_id, queue_id));
CREATE TABLE ticket (
    ticket_id integer PRIMARY KEY,
    tenant_id integer,
    owner_id integer,
    queue_id integer NOT NULL,
    CONSTRAINT ticket_queue FOREIGN KEY (tenant_id, queue_id) REFERENCES queue (tenant_id, queue_id),
    CONSTRAINT ticket_owner FOREIGN KEY (tenant_id, owner_id) REFERENCES staff (tenant_id, staff_id)
        ON DELETE SET NULL (owner_id), -- ~ fk-shared-column "also cuts the link to `queue`"
    CHECK (tenant_id IS NOT NULL OR owner_id IS NULL)
);
CREATE INDEX ON ticket (tenant_id, queue_id);
CREATE INDEX ON ticket (tenant_id, owner_id);
