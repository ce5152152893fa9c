-- engine: mysql 8.4
CREATE TABLE site (code VARCHAR(12) NOT NULL PRIMARY KEY);
-- Within one table ON UPDATE CASCADE acts as RESTRICT.
CREATE TABLE place (
    code VARCHAR(12) NOT NULL PRIMARY KEY,
    inside VARCHAR(12),
    FOREIGN KEY (inside) REFERENCES place (code)
);
-- A column that two foreign keys share refuses the update of either.
CREATE TABLE room (
    site_code VARCHAR(12) NOT NULL,
    name VARCHAR(20) NOT NULL,
    PRIMARY KEY (site_code, name)
);
CREATE TABLE shelf (
    id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    site_code VARCHAR(12) NOT NULL,
    room_name VARCHAR(20) NOT NULL,
    FOREIGN KEY (site_code) REFERENCES site (code),
    FOREIGN KEY (site_code, room_name) REFERENCES room (site_code, name)
);
-- Error 3823: a column of a CHECK takes no action.
CREATE TABLE gate (
    id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    site_code VARCHAR(12) NOT NULL,
    FOREIGN KEY (site_code) REFERENCES site (code),
    CHECK (site_code <> '')
);
-- Error 1215: nor does the base of a stored column.
CREATE TABLE sign (
    id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    site_code VARCHAR(12) NOT NULL,
    shown VARCHAR(20) AS (CONCAT('* ', site_code)) STORED,
    FOREIGN KEY (site_code) REFERENCES site (code)
);
-- Error 3104: nor a generated column.
CREATE TABLE badge (
    id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    raw VARCHAR(14) NOT NULL,
    site_code VARCHAR(12) AS (SUBSTR(raw, 1, 12)) STORED,
    FOREIGN KEY (site_code) REFERENCES site (code)
);
