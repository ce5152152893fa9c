-- engine: sqlite
CREATE TABLE entry (
    widget_id INTEGER NOT NULL,
    entry_id INTEGER AUTOINCREMENT, -- ~ key-auto-increment-composite "cannot be AUTOINCREMENT"
    PRIMARY KEY (widget_id, entry_id)
);
