-- engine: postgres
CREATE TABLE place (place_id integer PRIMARY KEY, tags jsonb NOT NULL UNIQUE);
CREATE TABLE visit (
    visit_id integer PRIMARY KEY,
    place_id jsonb NOT NULL REFERENCES place (place_id), -- ~ fk-type-mismatch "is refused"
    tags jsonb NOT NULL REFERENCES place (tags)
);
CREATE INDEX ON visit (place_id);
CREATE INDEX ON visit (tags);
