-- engine: mysql 9.7
CREATE TABLE device (device_id INT NOT NULL PRIMARY KEY);
-- The indexes in the way would leave rows unchecked.
CREATE TABLE vlan (
    vlan_id INT NOT NULL PRIMARY KEY,
    device_id INT,
    number INT,
    label VARCHAR(20),
    KEY device_number (device_id, number),
    KEY (device_id, label),
    CONSTRAINT vlan_device FOREIGN KEY (device_id) REFERENCES device (device_id) -- ~ fk-lost-to-storage-engine
) ENGINE=MyISAM;
-- Its own index is there, and too young.
CREATE TABLE port (
    port_id INT NOT NULL PRIMARY KEY,
    device_id INT,
    number INT,
    KEY device_number (device_id, number),
    KEY of_device (device_id),
    CONSTRAINT port_device FOREIGN KEY (device_id) REFERENCES device (device_id) -- ~ fk-lost-to-storage-engine
) ENGINE=MyISAM;
-- No order of indexes helps.
CREATE TABLE slot (
    slot_id INT NOT NULL PRIMARY KEY,
    device_id INT,
    number INT,
    UNIQUE KEY device_number (device_id, number),
    CONSTRAINT slot_device FOREIGN KEY (device_id) REFERENCES device (device_id) -- ~ fk-lost-to-storage-engine
) ENGINE=MyISAM;
