-- engine: oracle
CREATE TABLE site (code VARCHAR2(20) NOT NULL PRIMARY KEY);
CREATE TABLE room (
    site_code VARCHAR2(20) NOT NULL,
    room_no NUMBER NOT NULL,
    PRIMARY KEY (site_code, room_no),
    CONSTRAINT room_site FOREIGN KEY (site_code) REFERENCES site (code) DEFERRABLE
);
CREATE TABLE desk (
    desk_id NUMBER PRIMARY KEY,
    site_code VARCHAR2(20) NOT NULL,
    room_no NUMBER NOT NULL,
    CONSTRAINT desk_site FOREIGN KEY (site_code) REFERENCES site (code) DEFERRABLE,
    CONSTRAINT desk_room FOREIGN KEY (site_code, room_no) REFERENCES room (site_code, room_no) DEFERRABLE
);
CREATE INDEX desk_room_ix ON desk (site_code, room_no);
