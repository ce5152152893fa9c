-- engine: sqlserver
-- Columns without a default take NULL.
CREATE TABLE person (person_id int IDENTITY PRIMARY KEY);
CREATE TABLE ticket (
    ticket_id int IDENTITY PRIMARY KEY,
    owner_id int CONSTRAINT fk_owner REFERENCES person (person_id) ON DELETE SET DEFAULT
);
CREATE INDEX ticket_owner ON ticket (owner_id);
