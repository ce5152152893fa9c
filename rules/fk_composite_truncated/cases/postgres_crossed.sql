-- engine: postgres
CREATE TABLE room (
    site_id integer NOT NULL,
    room_no integer NOT NULL,
    PRIMARY KEY (site_id, room_no)
);
CREATE TABLE desk (
    desk_id integer PRIMARY KEY,
    site_id integer NOT NULL,
    room_no integer NOT NULL,
    CONSTRAINT desk_room FOREIGN KEY (room_no, site_id) REFERENCES room (site_id, room_no) -- ~ fk-composite-truncated "are crossed"
);
CREATE INDEX ON desk (room_no, site_id);
