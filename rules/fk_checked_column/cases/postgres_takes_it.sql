-- engine: postgres
CREATE TABLE tour (
    tour_id integer PRIMARY KEY
);

CREATE TABLE stop (
    stop_id integer PRIMARY KEY,
    tour_id integer CHECK (tour_id > 0) REFERENCES tour (tour_id) ON DELETE SET NULL
);
CREATE INDEX ON stop (tour_id);
