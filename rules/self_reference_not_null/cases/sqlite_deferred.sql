-- engine: sqlite
-- The full form is checked at COMMIT.
CREATE TABLE category (
    category_id INTEGER PRIMARY KEY,
    parent_id INTEGER NOT NULL REFERENCES category (category_id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX category_parent ON category (parent_id);
