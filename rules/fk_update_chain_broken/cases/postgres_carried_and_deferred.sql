-- engine: postgres
CREATE TABLE fleet (name text PRIMARY KEY);
CREATE TABLE ship (
    fleet_name text NOT NULL REFERENCES fleet (name) ON UPDATE CASCADE,
    ship_no integer NOT NULL,
    PRIMARY KEY (fleet_name, ship_no)
);
-- The other foreign key brings the change to the same column.
CREATE TABLE voyage (
    voyage_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    fleet_name text NOT NULL REFERENCES fleet (name) ON UPDATE CASCADE,
    ship_no integer NOT NULL,
    FOREIGN KEY (fleet_name, ship_no) REFERENCES ship (fleet_name, ship_no)
);
CREATE INDEX ON voyage (fleet_name, ship_no);
-- A transaction can let the rows follow itself.
CREATE TABLE repair (
    repair_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    fleet_name text NOT NULL,
    ship_no integer NOT NULL,
    FOREIGN KEY (fleet_name, ship_no) REFERENCES ship (fleet_name, ship_no) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ON repair (fleet_name, ship_no);
-- The key is cleared, not refused.
CREATE TABLE paint (
    paint_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    fleet_name text,
    ship_no integer,
    FOREIGN KEY (fleet_name, ship_no) REFERENCES ship (fleet_name, ship_no) MATCH FULL ON UPDATE SET NULL
);
CREATE INDEX ON paint (fleet_name, ship_no);
