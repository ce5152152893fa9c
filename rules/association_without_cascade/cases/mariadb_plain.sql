-- engine: mariadb
CREATE TABLE a (a_id INT AUTO_INCREMENT PRIMARY KEY);
CREATE TABLE b (b_id INT AUTO_INCREMENT PRIMARY KEY);
CREATE TABLE a_b ( -- ~ association-without-cascade
    a_id INT NOT NULL,
    b_id INT NOT NULL,
    PRIMARY KEY (a_id, b_id),
    FOREIGN KEY (a_id) REFERENCES a (a_id),
    FOREIGN KEY (b_id) REFERENCES b (b_id)
);
CREATE TABLE b_a (
    a_id INT NOT NULL,
    b_id INT NOT NULL,
    PRIMARY KEY (b_id, a_id),
    FOREIGN KEY (a_id) REFERENCES a (a_id) ON DELETE RESTRICT,
    FOREIGN KEY (b_id) REFERENCES b (b_id) ON DELETE RESTRICT
);
-- A number with a default still says something.
CREATE TABLE a_b_times (
    a_id INT NOT NULL,
    b_id INT NOT NULL,
    times INT NOT NULL DEFAULT 1,
    PRIMARY KEY (a_id, b_id),
    FOREIGN KEY (a_id) REFERENCES a (a_id),
    FOREIGN KEY (b_id) REFERENCES b (b_id)
);
