-- engine: mysql 9.7
CREATE TABLE p (a INT NOT NULL, b INT NOT NULL, PRIMARY KEY (a, b));
CREATE TABLE c (id INT NOT NULL PRIMARY KEY, x INT NOT NULL, y INT NOT NULL, FOREIGN KEY (y, x) REFERENCES p (b, a)); -- ~ fk-parent-key-reordered
