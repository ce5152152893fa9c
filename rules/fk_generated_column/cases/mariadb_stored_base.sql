-- engine: mariadb 10.11
CREATE TABLE p (id INT NOT NULL PRIMARY KEY);
CREATE TABLE c (
    id INT NOT NULL PRIMARY KEY,
    a INT,
    b INT,
    v INT AS (a + 1) PERSISTENT,
    w INT AS (b + 1) STORED,
    CONSTRAINT c_a FOREIGN KEY (a) REFERENCES p (id)
        ON DELETE CASCADE
        ON UPDATE CASCADE, -- ~ fk-generated-column "`c.a` takes no ON UPDATE CASCADE"
    CONSTRAINT c_b FOREIGN KEY (b) REFERENCES p (id) ON DELETE CASCADE
);
