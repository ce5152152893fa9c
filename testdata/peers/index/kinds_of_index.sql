-- engine: postgres
-- A tool that reads the columns of an index and not its kind stays silent at the first three: an index of ranges, an index of
-- another value, and columns that are only carried along find no row by its link.
CREATE TABLE place (place_id integer PRIMARY KEY, code text NOT NULL UNIQUE);

CREATE TABLE reading (
    reading_id integer PRIMARY KEY,
    place_id integer NOT NULL REFERENCES place (place_id) -- ~ fk-index-missing
);
CREATE INDEX reading_place ON reading USING brin (place_id);

CREATE TABLE sign (
    sign_id integer PRIMARY KEY,
    code text NOT NULL REFERENCES place (code) ON UPDATE CASCADE -- ~ fk-index-missing
);
CREATE INDEX sign_code ON sign (lower(code));

CREATE TABLE visit (
    visit_id integer PRIMARY KEY,
    day date NOT NULL,
    place_id integer NOT NULL REFERENCES place (place_id) -- ~ fk-index-missing
);
CREATE INDEX visit_day ON visit (day) INCLUDE (place_id);

CREATE TABLE lamp (lamp_id integer PRIMARY KEY, place_id integer NOT NULL REFERENCES place (place_id));
CREATE INDEX lamp_place ON lamp USING hash (place_id);
CREATE TABLE bench (bench_id integer PRIMARY KEY, place_id integer NOT NULL REFERENCES place (place_id));
CREATE INDEX bench_place ON bench (place_id DESC NULLS LAST);
