-- engine: sqlite
-- Only the full form waits.
PRAGMA foreign_keys = ON;
CREATE TABLE widget (widget_id integer PRIMARY KEY);
CREATE TABLE entry (
    entry_id integer PRIMARY KEY,
    a_id integer REFERENCES widget (widget_id) DEFERRABLE, -- ~ fk-deferrable-ineffective "checked at once"
    b_id integer REFERENCES widget (widget_id) DEFERRABLE INITIALLY IMMEDIATE, -- ~ fk-deferrable-ineffective
    c_id integer REFERENCES widget (widget_id) DEFERRABLE INITIALLY DEFERRED,
    d_id integer REFERENCES widget (widget_id) NOT DEFERRABLE
);
CREATE INDEX entry_a ON entry (a_id);
CREATE INDEX entry_b ON entry (b_id);
CREATE INDEX entry_c ON entry (c_id);
CREATE INDEX entry_d ON entry (d_id);
