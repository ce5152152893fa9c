-- engine: sqlite
-- A tool that counts no partial index at all complains here, and asks for a second index beside one that serves: a row
-- whose link is NULL has no parent, so an index of all the others holds every row that is ever looked for.
CREATE TABLE driver (driver_id integer PRIMARY KEY);

CREATE TABLE car (
    car_id integer PRIMARY KEY,
    driver_id integer REFERENCES driver (driver_id)
);
CREATE INDEX car_driven ON car (driver_id) WHERE driver_id IS NOT NULL;
