-- engine: sqlite
CREATE TABLE widget (widget_id INTEGER PRIMARY KEY);
CREATE TABLE entry (
    widget_id INTEGER NOT NULL REFERENCES widget (widget_id),
    entry_id INTEGER, -- ~ key-auto-increment-composite "accepted with NULL"
    title TEXT,
    PRIMARY KEY (entry_id),
    UNIQUE (widget_id, entry_id)
);
