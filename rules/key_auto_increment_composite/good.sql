-- engine: sqlite
CREATE TABLE widget (widget_id INTEGER PRIMARY KEY);
CREATE TABLE entry (
    widget_id INTEGER NOT NULL REFERENCES widget (widget_id),
    entry_id INTEGER PRIMARY KEY,
    title TEXT,
    UNIQUE (widget_id, entry_id)
);
-- Given, not counted; and never NULL.
CREATE TABLE line (
    widget_id INTEGER NOT NULL REFERENCES widget (widget_id),
    line_no INTEGER NOT NULL,
    PRIMARY KEY (widget_id, line_no)
);
CREATE TABLE part (
    widget_id INTEGER NOT NULL REFERENCES widget (widget_id),
    id INTEGER NOT NULL,
    PRIMARY KEY (widget_id, id)
);
CREATE TABLE piece (widget_id INTEGER REFERENCES widget (widget_id), id INTEGER, PRIMARY KEY (widget_id, id)) STRICT;
