-- engine: sqlserver
CREATE TABLE p (id INT NOT NULL PRIMARY KEY);
CREATE TABLE c (
    id INT NOT NULL PRIMARY KEY,
    p_id INT NOT NULL,
    CONSTRAINT fk_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx FOREIGN KEY (p_id) REFERENCES p (id) -- ~ fk-name-too-long
);
CREATE INDEX c_p_ix ON c (p_id);
