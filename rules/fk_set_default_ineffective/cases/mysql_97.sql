-- engine: mysql 9.7
-- The SQL layer has no such action either.
CREATE TABLE person (person_id INT AUTO_INCREMENT PRIMARY KEY);
CREATE TABLE ticket (
    ticket_id INT AUTO_INCREMENT PRIMARY KEY,
    owner_id INT DEFAULT 1 REFERENCES person (person_id) ON DELETE SET DEFAULT -- ~ fk-set-default-ineffective
);
