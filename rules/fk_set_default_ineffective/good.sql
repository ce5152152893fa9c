-- engine: mysql 8.4
CREATE TABLE person (
    person_id INT AUTO_INCREMENT PRIMARY KEY,
    name VARCHAR(80) NOT NULL
);

CREATE TABLE ticket (
    ticket_id INT AUTO_INCREMENT PRIMARY KEY,
    owner_id INT NOT NULL DEFAULT 1,
    reviewer_id INT,
    CONSTRAINT fk_ticket_owner FOREIGN KEY (owner_id) REFERENCES person (person_id),
    CONSTRAINT fk_ticket_reviewer FOREIGN KEY (reviewer_id) REFERENCES person (person_id) ON DELETE SET NULL
);
