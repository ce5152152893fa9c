-- engine: oracle
CREATE TABLE room (
    site_id NUMBER NOT NULL,
    room_no NUMBER NOT NULL,
    PRIMARY KEY (site_id, room_no)
);
CREATE TABLE desk (
    desk_id NUMBER PRIMARY KEY,
    site_id NUMBER NOT NULL,
    room_no NUMBER NOT NULL,
    CONSTRAINT desk_room FOREIGN KEY (room_no) REFERENCES room (room_no) DEFERRABLE -- ~ fk-composite-truncated "is a part of the key"
);
CREATE INDEX desk_room_ix ON desk (room_no, site_id);
