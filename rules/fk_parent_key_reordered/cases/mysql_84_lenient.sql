-- engine: mysql 8.4
SET SESSION restrict_fk_on_non_standard_key = OFF;
CREATE TABLE p (a INT NOT NULL, b INT NOT NULL, PRIMARY KEY (a, b), KEY (b, a));
CREATE TABLE c (id INT NOT NULL PRIMARY KEY, x INT NOT NULL, y INT NOT NULL, FOREIGN KEY (y, x) REFERENCES p (b, a)); -- ~ fk-parent-not-unique
