-- engine: mariadb 10.11
CREATE TABLE a (id INT PRIMARY KEY, c_id INT NOT NULL);
CREATE TABLE b (id INT PRIMARY KEY, a_id INT NOT NULL, CONSTRAINT fk_b FOREIGN KEY (a_id) REFERENCES a (id));
CREATE TABLE c (id INT PRIMARY KEY, b_id INT NOT NULL, CONSTRAINT fk_c FOREIGN KEY (b_id) REFERENCES b (id));
ALTER TABLE a
    ADD CONSTRAINT fk_a FOREIGN KEY (c_id) REFERENCES c (id); -- ~ fk-cycle-unbreakable "`a`, `b` and `c` can never have a first row: each needs another one first"
