-- engine: mysql 8.4
CREATE TABLE site (code VARCHAR(20) NOT NULL PRIMARY KEY);
CREATE TABLE room (
    site_code VARCHAR(20) NOT NULL,
    room_no INT NOT NULL,
    PRIMARY KEY (site_code, room_no),
    CONSTRAINT room_site FOREIGN KEY (site_code) REFERENCES site (code) ON UPDATE CASCADE
);
CREATE TABLE desk (
    desk_id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    site_code VARCHAR(20) NOT NULL, -- ~ fk-update-paths-collide "a change of `site.code` is refused"
    room_no INT NOT NULL,
    CONSTRAINT desk_room FOREIGN KEY (site_code, room_no) REFERENCES room (site_code, room_no) ON UPDATE CASCADE
);
