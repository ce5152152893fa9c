-- engine: mysql
-- The CHECK comes later and is refused in its turn.
CREATE TABLE tour (
    tour_id int PRIMARY KEY
);

CREATE TABLE stop (
    stop_id int PRIMARY KEY,
    tour_id int,
    CONSTRAINT stop_tour FOREIGN KEY (tour_id) REFERENCES tour (tour_id)
        ON DELETE SET NULL ON UPDATE SET NULL -- ~ fk-checked-column
);
ALTER TABLE stop ADD CONSTRAINT stop_planned CHECK (tour_id > 0 OR stop_id > 0);
