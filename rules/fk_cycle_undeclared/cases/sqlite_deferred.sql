-- engine: sqlite
CREATE TABLE widget (
    widget_id INTEGER PRIMARY KEY,
    favorite_entry_id INTEGER NOT NULL REFERENCES entry (entry_id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE entry (
    entry_id INTEGER PRIMARY KEY,
    widget_id INTEGER NOT NULL REFERENCES widget (widget_id)
);
CREATE INDEX widget_favorite ON widget (favorite_entry_id);
CREATE INDEX entry_widget ON entry (widget_id);
