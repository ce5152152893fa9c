-- engine: mysql 8.0
CREATE TABLE p (id INT NOT NULL PRIMARY KEY);
CREATE TABLE c (
    id INT NOT NULL PRIMARY KEY,
    pid INT REFERENCES p, -- ~ fk-inline-ignored
    nid INT REFERENCES nowhere (id) -- ~ fk-inline-ignored
);
ALTER TABLE c ADD COLUMN qid INT REFERENCES p (id); -- ~ fk-inline-ignored
