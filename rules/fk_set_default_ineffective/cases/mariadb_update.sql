-- engine: mariadb
-- On update too; on a table that keeps no foreign keys it is not even RESTRICT.
CREATE TABLE person (person_id INT AUTO_INCREMENT PRIMARY KEY);
CREATE TABLE ticket (
    ticket_id INT AUTO_INCREMENT PRIMARY KEY,
    owner_id INT NOT NULL DEFAULT 1,
    FOREIGN KEY (owner_id) REFERENCES person (person_id) ON DELETE CASCADE
        ON UPDATE SET DEFAULT -- ~ fk-set-default-ineffective "changing a key of `person` is refused"
);
CREATE TABLE note (
    note_id INT AUTO_INCREMENT PRIMARY KEY,
    owner_id INT NOT NULL DEFAULT 1,
    FOREIGN KEY (owner_id) REFERENCES person (person_id) ON DELETE SET DEFAULT -- ~ fk-lost-to-storage-engine
) ENGINE=Aria;
