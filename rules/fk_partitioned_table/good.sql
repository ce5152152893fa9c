-- engine: mysql 8.4
CREATE TABLE sensor (
    sensor_id INT NOT NULL AUTO_INCREMENT PRIMARY KEY
);

-- Partitioned, and without foreign keys.
CREATE TABLE reading (
    reading_id INT NOT NULL,
    taken DATE NOT NULL,
    sensor INT NOT NULL,
    PRIMARY KEY (reading_id, taken)
)
PARTITION BY RANGE COLUMNS (taken) (
    PARTITION p2025 VALUES LESS THAN ('2026-01-01'),
    PARTITION later VALUES LESS THAN (MAXVALUE)
);

-- Once partitioned, and no longer so.
CREATE TABLE alarm (
    alarm_id INT NOT NULL PRIMARY KEY,
    sensor_id INT NOT NULL
) PARTITION BY HASH (alarm_id) PARTITIONS 4;
ALTER TABLE alarm REMOVE PARTITIONING;
ALTER TABLE alarm ADD CONSTRAINT fk_alarm_sensor FOREIGN KEY (sensor_id) REFERENCES sensor (sensor_id);
