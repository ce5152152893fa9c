-- engine: postgres
-- Widgets and their entries are replaced in one transaction, in any order: so it says.
CREATE TABLE widget (
    widget_id integer PRIMARY KEY,
    title text NOT NULL
);

CREATE TABLE entry (
    entry_id integer PRIMARY KEY,
    widget_id integer NOT NULL,
    CONSTRAINT fk_entry_widget FOREIGN KEY (widget_id) REFERENCES widget (widget_id) -- ~ fk-deferrable-ineffective "deleting a row of `widget` is refused at once"
        DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ON entry (widget_id);
