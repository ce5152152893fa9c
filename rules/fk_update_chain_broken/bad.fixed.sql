-- engine: postgres
CREATE TABLE fleet (name text PRIMARY KEY);
CREATE TABLE ship (
    fleet_name text NOT NULL REFERENCES fleet (name) ON UPDATE CASCADE,
    ship_no integer NOT NULL,
    PRIMARY KEY (fleet_name, ship_no)
);
CREATE TABLE voyage (
    voyage_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    fleet_name text NOT NULL,
    ship_no integer NOT NULL,
    CONSTRAINT voyage_ship FOREIGN KEY (fleet_name, ship_no) REFERENCES ship (fleet_name, ship_no) ON UPDATE CASCADE -- ~ fk-update-chain-broken "rows of `voyage` do not follow"
);
CREATE INDEX ON voyage (fleet_name, ship_no);
