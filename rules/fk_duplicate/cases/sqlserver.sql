-- engine: sqlserver
CREATE TABLE p (id INT NOT NULL PRIMARY KEY);
CREATE TABLE c (
    id INT NOT NULL PRIMARY KEY,
    p_id INT NOT NULL,
    CONSTRAINT c_p FOREIGN KEY (p_id) REFERENCES p (id),
    CONSTRAINT c_p_again FOREIGN KEY (p_id) REFERENCES p (id) -- ~ fk-duplicate "repeats"
);
CREATE INDEX c_p_ix ON c (p_id);
