-- engine: oracle
CREATE TABLE device (device_id INTEGER NOT NULL PRIMARY KEY);
CREATE TABLE vlan (
    vlan_id INTEGER NOT NULL PRIMARY KEY,
    device_id INTEGER,
    num INTEGER,
    CONSTRAINT vlan_device FOREIGN KEY (device_id) REFERENCES device (device_id)
);
CREATE INDEX device_num ON vlan (device_id, num);
