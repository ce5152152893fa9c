-- engine: mysql 9.7
CREATE TABLE device (device_id INT NOT NULL PRIMARY KEY);
CREATE TABLE vlan (
    vlan_id INT NOT NULL PRIMARY KEY,
    device_id INT,
    number INT,
    KEY device_number (device_id, number),
    KEY vlan_device (device_id),
    CONSTRAINT vlan_device FOREIGN KEY (device_id) REFERENCES device (device_id) -- ~ fk-check-skipped-by-index
);
-- Nothing changes here, and so the index does not become the younger one.
ALTER TABLE vlan DROP KEY device_number, ADD KEY device_number (device_id, number);

CREATE TABLE port (
    port_id INT NOT NULL PRIMARY KEY,
    device_id INT,
    number INT,
    KEY device_number (device_id, number),
    KEY port_device (device_id),
    CONSTRAINT port_device FOREIGN KEY (device_id) REFERENCES device (device_id)
);
ALTER TABLE port DROP KEY device_number, ADD KEY device_number (device_id, number), ALGORITHM = COPY;
