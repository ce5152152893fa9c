-- engine: sqlite
-- A tool that is content when one column of the foreign key begins an index stays silent here: every row of the country is
-- read for each city that goes.
CREATE TABLE city (
    country char(2) NOT NULL,
    name varchar(60) NOT NULL,
    PRIMARY KEY (country, name)
);

CREATE TABLE station (
    station_id integer PRIMARY KEY,
    country char(2) NOT NULL,
    name varchar(60) NOT NULL,
    FOREIGN KEY (country, name) REFERENCES city (country, name) ON UPDATE CASCADE -- ~ fk-index-missing
);
CREATE INDEX station_country ON station (country);
