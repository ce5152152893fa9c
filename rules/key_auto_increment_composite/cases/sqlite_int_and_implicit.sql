-- engine: sqlite
CREATE TABLE entry (
    kind TEXT NOT NULL,
    id INT, -- ~ key-auto-increment-composite
    PRIMARY KEY (kind, id)
);
-- Means the primary key: only advice is left.
CREATE TABLE item (
    kind TEXT NOT NULL,
    id INTEGER, -- ~ key-auto-increment-composite
    PRIMARY KEY (kind, id)
);
CREATE TABLE note (
    note_id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    item_id INTEGER NOT NULL,
    FOREIGN KEY (kind, item_id) REFERENCES item ON UPDATE CASCADE
);
CREATE INDEX note_item ON note (kind, item_id);
