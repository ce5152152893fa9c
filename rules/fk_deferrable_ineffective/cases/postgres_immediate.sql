-- engine: postgres
-- DEFERRABLE INITIALLY IMMEDIATE waits where the transaction asks.
CREATE TABLE widget (widget_id integer PRIMARY KEY);
CREATE TABLE entry (
    entry_id integer PRIMARY KEY,
    widget_id integer NOT NULL REFERENCES widget (widget_id) DEFERRABLE INITIALLY IMMEDIATE
);
CREATE INDEX ON entry (widget_id);
