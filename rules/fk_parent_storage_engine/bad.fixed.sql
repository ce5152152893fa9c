-- engine: mysql 8.4
CREATE TABLE country (
    code CHAR(2) NOT NULL PRIMARY KEY
) ENGINE=InnoDB;

CREATE TABLE address (
    address_id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    country CHAR(2) NOT NULL,
    CONSTRAINT fk_country FOREIGN KEY (country) REFERENCES country (code) ON UPDATE CASCADE -- ~ fk-parent-storage-engine
) ENGINE=InnoDB;
