-- engine: sqlserver
CREATE TABLE staff (tenant_id INT NOT NULL, staff_id INT NOT NULL, CONSTRAINT staff_key PRIMARY KEY (tenant_id, staff_id));
CREATE TABLE queue (tenant_id INT NOT NULL, queue_id INT NOT NULL, CONSTRAINT queue_key PRIMARY KEY (tenant_id, queue_id));
CREATE TABLE ticket (
    ticket_id INT NOT NULL CONSTRAINT ticket_key PRIMARY KEY,
    tenant_id INT,
    owner_id INT,
    queue_id INT NOT NULL,
    CONSTRAINT ticket_queue FOREIGN KEY (tenant_id, queue_id) REFERENCES queue (tenant_id, queue_id),
    CONSTRAINT ticket_owner FOREIGN KEY (tenant_id, owner_id) REFERENCES staff (tenant_id, staff_id)
        ON DELETE SET NULL, -- ~ fk-shared-column "also cuts the link to `queue`"
    CONSTRAINT ticket_owned CHECK (tenant_id IS NOT NULL OR owner_id IS NULL)
);
CREATE INDEX ticket_of_queue ON ticket (tenant_id, queue_id);
CREATE INDEX ticket_of_owner ON ticket (tenant_id, owner_id);
