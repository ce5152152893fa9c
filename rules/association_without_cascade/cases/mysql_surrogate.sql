-- engine: mysql 8.4
-- A generated key beside the unique one; friends of one table.
CREATE TABLE person (person_id INT AUTO_INCREMENT PRIMARY KEY);
CREATE TABLE friend ( -- ~ association-without-cascade
    friend_id INT AUTO_INCREMENT PRIMARY KEY,
    a_id INT NOT NULL,
    b_id INT NOT NULL,
    UNIQUE (a_id, b_id),
    FOREIGN KEY (a_id) REFERENCES person (person_id),
    FOREIGN KEY (b_id) REFERENCES person (person_id)
);
