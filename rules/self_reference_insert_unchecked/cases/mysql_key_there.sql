-- engine: mysql 9.7
-- A key in the other order is there, and so is a second shared column behind the first.
CREATE TABLE part (
    plant INT NOT NULL,
    line INT NOT NULL,
    part_id INT NOT NULL,
    parent_id INT,
    PRIMARY KEY (part_id, line, plant),
    UNIQUE KEY part_by_plant (plant, line, part_id),
    CONSTRAINT fk_part_parent FOREIGN KEY (plant, line, parent_id) REFERENCES part (plant, line, part_id) ON DELETE RESTRICT -- ~ self-reference-insert-unchecked
);
