-- engine: mariadb 10.11
CREATE TABLE p (
    id INT NOT NULL PRIMARY KEY,
    v INT AS (id + 1) VIRTUAL,
    UNIQUE KEY p_v (v)
);
CREATE TABLE c (
    id INT NOT NULL PRIMARY KEY,
    a INT,
    v INT AS (a + 1) VIRTUAL,
    CONSTRAINT c_a FOREIGN KEY (a) REFERENCES p (v),
    CONSTRAINT c_v FOREIGN KEY (v) REFERENCES p (id) ON DELETE CASCADE
);
CREATE TABLE d (
    id INT NOT NULL PRIMARY KEY,
    a INT,
    v INT AS (a + 1) VIRTUAL,
    CONSTRAINT d_v FOREIGN KEY (v) REFERENCES p (id) ON UPDATE SET NULL -- ~ fk-generated-column "would write `d.v`"
);
