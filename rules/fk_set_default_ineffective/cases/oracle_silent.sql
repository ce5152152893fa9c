-- engine: oracle
-- There is no such clause, and a plain key refuses.
CREATE TABLE person (person_id NUMBER PRIMARY KEY);
CREATE TABLE ticket (
    ticket_id NUMBER PRIMARY KEY,
    owner_id NUMBER DEFAULT 1 NOT NULL CONSTRAINT fk_owner REFERENCES person (person_id)
);
CREATE INDEX ticket_owner ON ticket (owner_id);
