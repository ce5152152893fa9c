-- engine: mysql
-- Without NOT NULL the CHECK would still be in the way: refusing helps against both.
CREATE TABLE tour (
    tour_id int PRIMARY KEY
);

CREATE TABLE stop (
    stop_id int PRIMARY KEY,
    tour_id int NOT NULL,
    CHECK (tour_id > 0),
    CONSTRAINT stop_tour FOREIGN KEY (tour_id) REFERENCES tour (tour_id) ON DELETE SET NULL
    -- ~^ fk-checked-column, fk-set-null-not-null
);
