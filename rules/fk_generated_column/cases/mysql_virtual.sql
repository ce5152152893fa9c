-- engine: mysql 9.7
CREATE TABLE p (
    id INT NOT NULL PRIMARY KEY,
    v INT AS (id + 1) VIRTUAL,
    UNIQUE KEY p_v (v)
);
CREATE TABLE c (
    id INT NOT NULL PRIMARY KEY,
    a INT,
    v INT AS (a + 1) VIRTUAL,
    CONSTRAINT c_a FOREIGN KEY (a) REFERENCES p (v), -- ~ fk-generated-column "`p.v` is virtual"
    CONSTRAINT c_v FOREIGN KEY (v) REFERENCES p (id) ON UPDATE CASCADE -- ~ fk-generated-column "`c.v` is virtual"
);
CREATE TABLE d (
    id INT NOT NULL PRIMARY KEY,
    a INT,
    v INT AS (a + 1) VIRTUAL,
    CONSTRAINT d_v FOREIGN KEY (v) REFERENCES p (v) -- ~ fk-generated-column "`d.v` and `p.v` are virtual, and take no part"
);
