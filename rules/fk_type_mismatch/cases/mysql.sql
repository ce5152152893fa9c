-- engine: mysql 8.4
CREATE TABLE p (id INT NOT NULL PRIMARY KEY, amount DECIMAL(10,2) NOT NULL UNIQUE, kind ENUM('a','b') NOT NULL UNIQUE);
CREATE TABLE c (
    id INT NOT NULL PRIMARY KEY,
    p_id INT(11) NOT NULL,
    q_id BIGINT NOT NULL,
    amount DECIMAL(12,4) NOT NULL,
    kind ENUM('a','b','c') NOT NULL,
    dnik ENUM('b','a') NOT NULL,
    FOREIGN KEY (p_id) REFERENCES p (id),
    FOREIGN KEY (q_id) REFERENCES p (id), -- ~ fk-type-mismatch "is refused"
    FOREIGN KEY (amount) REFERENCES p (amount) ON UPDATE CASCADE, -- ~ fk-type-mismatch "may not find its parent"
    FOREIGN KEY (kind) REFERENCES p (kind),
    FOREIGN KEY (dnik) REFERENCES p (kind) -- ~ fk-type-mismatch "may not find its parent"
);
