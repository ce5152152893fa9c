-- engine: sqlite
CREATE TABLE tag (id INTEGER PRIMARY KEY, label TEXT COLLATE NOCASE UNIQUE);
CREATE TABLE tagged (
    id INTEGER PRIMARY KEY,
    label TEXT REFERENCES tag (label) ON UPDATE CASCADE -- ~ fk-index-missing
);
CREATE INDEX tagged_label ON tagged (label);
CREATE TABLE labelled (
    id INTEGER PRIMARY KEY,
    label TEXT REFERENCES tag (label) ON UPDATE CASCADE
);
CREATE INDEX labelled_label ON labelled (label COLLATE NOCASE);
-- A rowid alias needs no other index.
CREATE TABLE tag_note (id INTEGER PRIMARY KEY REFERENCES tag (id), note TEXT);
