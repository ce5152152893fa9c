-- engine: sqlite
CREATE TABLE label (name TEXT NOT NULL PRIMARY KEY);
-- An INTEGER PRIMARY KEY is the rowid, whatever its name.
CREATE TABLE ticket (ticket_number INTEGER PRIMARY KEY);
CREATE TABLE ticket_label (
    ticket_number INTEGER NOT NULL REFERENCES ticket (ticket_number),
    label_name TEXT NOT NULL REFERENCES label (name) ON UPDATE RESTRICT, -- ~ fk-update-action-missing
    PRIMARY KEY (ticket_number, label_name)
);
CREATE INDEX ticket_label_label ON ticket_label (label_name);
-- Only the full form defers here.
CREATE TABLE note (
    id INTEGER PRIMARY KEY,
    label_name TEXT REFERENCES label (name) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX note_label ON note (label_name);
