-- engine: sqlite
-- A tool that asks whether the index begins with the first column and holds the others somewhere stays silent at the first
-- one: all entries of the tenant are read. It complains at the second one, where nothing is amiss: both columns are compared for
-- equality, so their order does not matter.
CREATE TABLE ticket (
    tenant_id integer NOT NULL,
    ticket_id integer NOT NULL,
    PRIMARY KEY (tenant_id, ticket_id)
);

CREATE TABLE comment (
    comment_id integer PRIMARY KEY,
    tenant_id integer NOT NULL,
    written_on date NOT NULL,
    ticket_id integer NOT NULL,
    FOREIGN KEY (tenant_id, ticket_id) REFERENCES ticket (tenant_id, ticket_id) -- ~ fk-index-missing
);
CREATE INDEX comment_by_day ON comment (tenant_id, written_on, ticket_id);

CREATE TABLE attachment (
    attachment_id integer PRIMARY KEY,
    tenant_id integer NOT NULL,
    ticket_id integer NOT NULL,
    FOREIGN KEY (tenant_id, ticket_id) REFERENCES ticket (tenant_id, ticket_id)
);
CREATE INDEX attachment_by_ticket ON attachment (ticket_id, tenant_id);
