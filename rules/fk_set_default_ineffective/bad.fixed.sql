-- engine: mysql 8.4
-- Tickets of persons who leave go to the first one: so it says.
CREATE TABLE person (
    person_id INT AUTO_INCREMENT PRIMARY KEY,
    name VARCHAR(80) NOT NULL
);

CREATE TABLE ticket (
    ticket_id INT AUTO_INCREMENT PRIMARY KEY,
    owner_id INT NOT NULL DEFAULT 1,
    CONSTRAINT fk_ticket_owner FOREIGN KEY (owner_id) REFERENCES person (person_id) -- ~ fk-set-default-ineffective "acts as RESTRICT"
);
