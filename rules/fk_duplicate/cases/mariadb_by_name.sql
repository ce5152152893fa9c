-- engine: mariadb 10.11
CREATE TABLE p (id INT NOT NULL PRIMARY KEY);
CREATE TABLE c (
    id INT NOT NULL PRIMARY KEY,
    p_id INT NOT NULL,
    q_id INT NOT NULL REFERENCES p (id),
    CONSTRAINT z FOREIGN KEY (p_id) REFERENCES p (id), -- ~ fk-duplicate "of `z` has no effect: `a`"
    CONSTRAINT a FOREIGN KEY (p_id) REFERENCES p (id) ON DELETE CASCADE,
    CONSTRAINT q FOREIGN KEY (q_id) REFERENCES p (id) -- ~ fk-duplicate "repeats"
);
