-- engine: sqlite
-- The full form, and an action that never waits.
PRAGMA foreign_keys = ON;
CREATE TABLE widget (widget_id integer PRIMARY KEY);
CREATE TABLE entry (
    entry_id integer PRIMARY KEY,
    widget_id integer REFERENCES widget (widget_id)
        ON DELETE RESTRICT -- ~ fk-deferrable-ineffective "RESTRICT never waits"
        DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX entry_widget ON entry (widget_id);
