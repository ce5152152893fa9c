-- engine: sqlite
-- A tool that wants the columns in exactly the foreign key's order complains at the first two, where the planner uses the
-- index all the same.
CREATE TABLE seat (
    hall integer NOT NULL,
    seat integer NOT NULL,
    PRIMARY KEY (hall, seat)
);

CREATE TABLE reservation (
    hall integer NOT NULL,
    seat integer NOT NULL,
    evening date NOT NULL,
    PRIMARY KEY (seat, hall, evening),
    FOREIGN KEY (hall, seat) REFERENCES seat (hall, seat)
);

CREATE TABLE repair (
    repair_id integer PRIMARY KEY,
    hall integer NOT NULL,
    seat integer NOT NULL,
    UNIQUE (seat, hall),
    FOREIGN KEY (hall, seat) REFERENCES seat (hall, seat)
);
