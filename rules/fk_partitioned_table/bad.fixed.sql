-- engine: mysql 8.4
CREATE TABLE sensor (
    sensor_id INT NOT NULL AUTO_INCREMENT PRIMARY KEY
);

CREATE TABLE reading (
    reading_id INT NOT NULL,
    taken DATE NOT NULL,
    sensor_id INT NOT NULL,
    PRIMARY KEY (reading_id, taken) -- ~ fk-partitioned-table "`fk_reading_sensor` is refused: `reading` is partitioned"
)
PARTITION BY RANGE COLUMNS (taken) (
    PARTITION p2025 VALUES LESS THAN ('2026-01-01'),
    PARTITION later VALUES LESS THAN (MAXVALUE)
);
