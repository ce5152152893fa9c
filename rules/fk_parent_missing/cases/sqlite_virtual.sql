-- engine: sqlite
CREATE VIRTUAL TABLE place USING rtree (id, west, east);
CREATE TABLE visit (
    id INTEGER PRIMARY KEY,
    place_id INTEGER NOT NULL REFERENCES place (id) -- ~ fk-parent-missing "whose rows lie elsewhere"
);
CREATE INDEX visit_place ON visit (place_id);
