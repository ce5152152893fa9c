-- engine: postgres
-- A favorite among the widget's own entries: the shared column stays, the link column waits.
CREATE TABLE widget (
    widget_id integer PRIMARY KEY,
    favorite_entry_id integer
);
CREATE TABLE entry (
    entry_id integer PRIMARY KEY,
    widget_id integer NOT NULL REFERENCES widget (widget_id),
    UNIQUE (widget_id, entry_id)
);
ALTER TABLE widget
    ADD CONSTRAINT fk_favorite FOREIGN KEY (widget_id, favorite_entry_id) REFERENCES entry (widget_id, entry_id); -- ~ fk-cycle-undeclared
CREATE INDEX widget_favorite ON widget (widget_id, favorite_entry_id);
