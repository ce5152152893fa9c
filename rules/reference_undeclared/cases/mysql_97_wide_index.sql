-- engine: mysql 9.7
CREATE TABLE device (device_id INT NOT NULL PRIMARY KEY);
CREATE TABLE vlan (
    vlan_id INT NOT NULL PRIMARY KEY,
    device_id INT, -- ~ reference-undeclared
    number INT,
    KEY device_number (device_id, number)
);
CREATE TABLE port (
    port_id INT NOT NULL PRIMARY KEY,
    device_id INT,
    number INT,
    CONSTRAINT port_device FOREIGN KEY (device_id) REFERENCES device (device_id)
);
