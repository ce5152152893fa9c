-- engine: postgres
-- A code of a lookup table; but one key follows its changes, so someone changes it.
CREATE TABLE ticket_status (status text PRIMARY KEY);
CREATE TABLE ticket (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    status text NOT NULL REFERENCES ticket_status (status) ON UPDATE CASCADE
);
CREATE INDEX ON ticket (status);
CREATE TABLE ticket_history (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    status text NOT NULL REFERENCES ticket_status (status) -- ~ fk-update-action-missing
);
CREATE INDEX ON ticket_history (status);
-- Cascades of surrogate keys prove nothing: many tools write them everywhere.
CREATE TABLE customer (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY);
CREATE TABLE visit (customer_id bigint PRIMARY KEY REFERENCES customer (id) ON UPDATE CASCADE);
CREATE TABLE bill (customer_id bigint PRIMARY KEY REFERENCES customer (id));
