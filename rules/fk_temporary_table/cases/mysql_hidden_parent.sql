-- engine: mysql 9.7
-- The foreign key points at the permanent table, which a temporary one of its name hides.
CREATE TEMPORARY TABLE p (id INT NOT NULL PRIMARY KEY);
CREATE TABLE p (id INT NOT NULL PRIMARY KEY);
CREATE TABLE c (
    id INT NOT NULL PRIMARY KEY,
    p_id INT,
    CONSTRAINT c_p FOREIGN KEY (p_id) REFERENCES p (id)
);
