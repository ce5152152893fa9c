-- engine: sqlserver
CREATE TABLE p (id INT NOT NULL PRIMARY KEY);
CREATE TABLE c (
    id INT NOT NULL PRIMARY KEY,
    p_id INT NOT NULL CONSTRAINT c_p REFERENCES p (id) ON DELETE SET NULL -- ~ fk-set-null-not-null
);
CREATE INDEX c_p_ix ON c (p_id);
