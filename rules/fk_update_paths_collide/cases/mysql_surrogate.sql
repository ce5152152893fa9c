-- engine: mysql 8.4
-- Tools write ON UPDATE CASCADE everywhere: where the key never changes nothing is lost.
CREATE TABLE site (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY);
CREATE TABLE room (
    site_id INT NOT NULL,
    room_no INT NOT NULL,
    PRIMARY KEY (site_id, room_no),
    FOREIGN KEY (site_id) REFERENCES site (id) ON UPDATE CASCADE
);
CREATE TABLE desk (
    desk_id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    site_id INT NOT NULL,
    room_no INT NOT NULL,
    FOREIGN KEY (site_id) REFERENCES site (id) ON UPDATE CASCADE,
    FOREIGN KEY (site_id, room_no) REFERENCES room (site_id, room_no) ON UPDATE CASCADE
);
