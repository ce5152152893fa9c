-- engine: mysql 9.7
CREATE TABLE device (device_id INT NOT NULL PRIMARY KEY);
CREATE TABLE vlan (
    vlan_id INT NOT NULL PRIMARY KEY,
    device_id INT,
    number INT,
    KEY of_device (device_id),
    KEY device_number (device_id, number),
    CONSTRAINT vlan_device FOREIGN KEY (device_id) REFERENCES device (device_id)
);
CREATE TABLE port (
    device_id INT NOT NULL,
    port_no INT NOT NULL,
    PRIMARY KEY (device_id, port_no),
    CONSTRAINT port_device FOREIGN KEY (device_id) REFERENCES device (device_id)
);
