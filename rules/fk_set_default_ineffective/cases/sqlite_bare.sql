-- engine: sqlite
-- NOT NULL constraint failed.
PRAGMA foreign_keys = ON;
CREATE TABLE person (person_id integer PRIMARY KEY);
CREATE TABLE ticket (
    ticket_id integer PRIMARY KEY,
    owner_id integer NOT NULL DEFAULT NULL REFERENCES person (person_id) ON DELETE SET DEFAULT, -- ~ fk-set-default-ineffective
    opener_id integer NOT NULL DEFAULT 1 REFERENCES person (person_id) ON DELETE SET DEFAULT
);
CREATE INDEX ticket_owner ON ticket (owner_id);
CREATE INDEX ticket_opener ON ticket (opener_id);
