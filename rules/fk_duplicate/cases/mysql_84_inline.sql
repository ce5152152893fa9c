-- engine: mysql 8.4
-- What is written at the column is forgotten: there is one foreign key.
CREATE TABLE p (id INT NOT NULL PRIMARY KEY);
CREATE TABLE c (
    id INT NOT NULL PRIMARY KEY,
    p_id INT NOT NULL REFERENCES p (id),
    CONSTRAINT c_p FOREIGN KEY (p_id) REFERENCES p (id) ON DELETE CASCADE
);
