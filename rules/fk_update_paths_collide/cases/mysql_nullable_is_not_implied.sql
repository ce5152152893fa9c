-- engine: mysql 9.7
CREATE TABLE site (code VARCHAR(20) NOT NULL PRIMARY KEY);
CREATE TABLE room (
    site_code VARCHAR(20) NOT NULL,
    room_no INT NOT NULL,
    PRIMARY KEY (site_code, room_no),
    FOREIGN KEY (site_code) REFERENCES site (code) ON UPDATE CASCADE
);
-- A desk without a room needs the foreign key to its site: only advice is left.
CREATE TABLE desk (
    desk_id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    site_code VARCHAR(20) NOT NULL, -- ~ fk-update-paths-collide
    room_no INT,
    FOREIGN KEY (site_code) REFERENCES site (code) ON UPDATE CASCADE,
    FOREIGN KEY (site_code, room_no) REFERENCES room (site_code, room_no) ON UPDATE CASCADE
);
