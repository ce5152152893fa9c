-- engine: mysql 9.7
CREATE TABLE p (id INT NOT NULL PRIMARY KEY);
CREATE TEMPORARY TABLE t (
    id INT NOT NULL PRIMARY KEY,
    up INT,
    CONSTRAINT t_up FOREIGN KEY (up) REFERENCES t (id) -- ~ fk-temporary-table "`t_up` is refused: `t` is temporary"
);
CREATE TEMPORARY TABLE s (
    id INT NOT NULL PRIMARY KEY,
    p_id INT,
    CONSTRAINT s_p FOREIGN KEY (p_id) REFERENCES p (id) -- ~ fk-temporary-table "`s` is temporary"
);
CREATE TABLE c (
    id INT NOT NULL PRIMARY KEY,
    t_id INT,
    CONSTRAINT c_t FOREIGN KEY (t_id) REFERENCES t (id) -- ~ fk-temporary-table "`t` is temporary"
);
