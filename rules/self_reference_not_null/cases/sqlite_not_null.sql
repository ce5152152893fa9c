-- engine: sqlite
CREATE TABLE category (
    category_id INTEGER PRIMARY KEY,
    parent_id INTEGER NOT NULL REFERENCES category (category_id) -- ~ self-reference-not-null
);
CREATE INDEX category_parent ON category (parent_id);
