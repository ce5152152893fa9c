-- engine: sqlserver
CREATE TABLE p (id INT NOT NULL PRIMARY KEY);
CREATE TABLE c (
    id INT NOT NULL PRIMARY KEY,
    a INT,
    v AS (a + 1) PERSISTED,
    w AS (a + 2) PERSISTED,
    x AS (a + 3),
    CONSTRAINT c_v FOREIGN KEY (v) REFERENCES p (id)
        ON UPDATE CASCADE, -- ~ fk-generated-column "ON UPDATE CASCADE would write `c.v`"
    CONSTRAINT c_w FOREIGN KEY (w) REFERENCES p (id),
    CONSTRAINT c_x FOREIGN KEY (x) REFERENCES p (id) -- ~ fk-generated-column "`c.x` is virtual"
);
CREATE INDEX c_v_ix ON c (v);
CREATE INDEX c_w_ix ON c (w);
