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
    CONSTRAINT desk_room FOREIGN KEY (site_id, room_no) REFERENCES room (site_id, room_no) -- ~ fk-composite-truncated "is a part of the key"
);
CREATE INDEX ON desk (room_no, site_id);
