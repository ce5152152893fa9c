-- engine: mariadb 10.11
CREATE TABLE p (id INT NOT NULL PRIMARY KEY);
CREATE TEMPORARY TABLE t (
    id INT NOT NULL PRIMARY KEY,
    p_id INT REFERENCES p (id) -- ~ fk-temporary-table "`t` is temporary"
);
