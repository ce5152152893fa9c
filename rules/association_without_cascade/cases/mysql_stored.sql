-- engine: mysql 8.4
-- 1215: no action is taken onto the base of a stored generated column, so the remedy is words.
CREATE TABLE person (person_id INT AUTO_INCREMENT PRIMARY KEY);
CREATE TABLE friend ( -- ~ association-without-cascade
    a_id INT NOT NULL,
    b_id INT NOT NULL,
    low_id INT AS (LEAST(a_id, b_id)) STORED,
    PRIMARY KEY (a_id, b_id),
    FOREIGN KEY (a_id) REFERENCES person (person_id),
    FOREIGN KEY (b_id) REFERENCES person (person_id)
);
