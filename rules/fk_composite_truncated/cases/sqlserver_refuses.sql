-- engine: sqlserver
CREATE TABLE room (
    site_id INT NOT NULL,
    room_no INT NOT NULL,
    CONSTRAINT room_key PRIMARY KEY (site_id, room_no)
);
CREATE TABLE desk (
    desk_id INT NOT NULL CONSTRAINT desk_key PRIMARY KEY,
    site_id INT NOT NULL,
    room_no INT NOT NULL,
    CONSTRAINT desk_room FOREIGN KEY (room_no) REFERENCES room (room_no) -- ~ fk-composite-truncated "names no row"
);
CREATE INDEX desk_of_room ON desk (room_no, site_id);
