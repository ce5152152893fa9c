-- engine: mysql 9.7
CREATE TABLE p (id INT NOT NULL PRIMARY KEY);
CREATE TABLE c (
    id INT NOT NULL PRIMARY KEY,
    a INT,
    v INT AS (a + 1) STORED,
    w INT AS (a + 2) STORED,
    x INT AS (a + 3) STORED,
    CONSTRAINT c_v FOREIGN KEY (v) REFERENCES p (id)
        ON DELETE SET NULL -- ~ fk-generated-column "`c_v` is refused: ON DELETE SET NULL would write `c.v`"
        ON UPDATE CASCADE,
    CONSTRAINT c_w FOREIGN KEY (w) REFERENCES p (id) ON DELETE CASCADE,
    CONSTRAINT c_x FOREIGN KEY (x) REFERENCES p (id)
);
