-- engine: mysql 9.7
CREATE TABLE device (device_id INT NOT NULL PRIMARY KEY);
-- A unique key without NULLs goes first, though it is younger.
CREATE TABLE vlan (
    vlan_id INT NOT NULL PRIMARY KEY,
    device_id INT NOT NULL,
    number INT,
    UNIQUE KEY device_number (device_id, number),
    UNIQUE KEY device_vlan (device_id, vlan_id),
    FOREIGN KEY (device_id) REFERENCES device (device_id)
);
-- With a NULL in the link they come by age,
CREATE TABLE port (
    port_id INT NOT NULL PRIMARY KEY,
    device_id INT,
    number INT,
    UNIQUE KEY device_number (device_id, number),
    UNIQUE KEY device_port (device_id, port_id),
    FOREIGN KEY (device_id) REFERENCES device (device_id) -- ~ fk-check-skipped-by-index
);
-- but one with a prefix comes last.
CREATE TABLE slot (
    slot_id INT NOT NULL PRIMARY KEY,
    device_id INT,
    label VARCHAR(20),
    UNIQUE KEY device_label (device_id, label(5)),
    UNIQUE KEY device_slot (device_id, slot_id),
    FOREIGN KEY (device_id) REFERENCES device (device_id)
);
-- Several plain ones must all go behind.
CREATE TABLE cable (
    cable_id INT NOT NULL PRIMARY KEY,
    device_id INT,
    number INT,
    label VARCHAR(20),
    KEY (device_id, number),
    KEY device_label (device_id, label),
    KEY of_device (device_id),
    FOREIGN KEY (device_id) REFERENCES device (device_id) -- ~ fk-check-skipped-by-index
);
-- Another foreign key needs the index in the way.
CREATE TABLE line (device_id INT NOT NULL, number INT NOT NULL, PRIMARY KEY (device_id, number));
CREATE TABLE plug (
    plug_id INT NOT NULL PRIMARY KEY,
    device_id INT,
    number INT,
    KEY device_number (device_id, number),
    FOREIGN KEY (device_id) REFERENCES device (device_id), -- ~ fk-check-skipped-by-index
    FOREIGN KEY (device_id, number) REFERENCES line (device_id, number) -- ~ fk-partial-null
);
