-- engine: sqlite
CREATE TABLE site (site_id integer PRIMARY KEY);
CREATE TABLE room (site_id integer NOT NULL REFERENCES site (site_id), room_no integer NOT NULL, PRIMARY KEY (site_id, room_no));
-- Two more foreign keys share the columns, and hold where this one is half NULL.
CREATE TABLE visit (
    site_id integer REFERENCES site (site_id),
    room_no integer,
    day_no integer PRIMARY KEY,
    FOREIGN KEY (site_id, room_no) REFERENCES room (site_id, room_no), -- ~ fk-partial-null
    FOREIGN KEY (day_no, room_no) REFERENCES room (site_id, room_no)
);
CREATE INDEX visit_room ON visit (site_id, room_no);
CREATE INDEX visit_day ON visit (day_no, room_no);
