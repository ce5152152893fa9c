-- engine: postgres
CREATE TABLE place (place_id integer PRIMARY KEY);
CREATE TABLE visit (
    visit_id integer PRIMARY KEY,
    place_id integer REFERENCES place (place_id) -- ~ fk-index-missing
);
CREATE INDEX visit_place ON visit USING brin (place_id);
