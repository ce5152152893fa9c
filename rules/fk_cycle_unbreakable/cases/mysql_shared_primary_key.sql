-- engine: mysql 8.4
-- Both links are primary keys: no column of them can become NULL.
CREATE TABLE person (id INT PRIMARY KEY);
CREATE TABLE profile (id INT PRIMARY KEY, CONSTRAINT fk_person FOREIGN KEY (id) REFERENCES person (id));
ALTER TABLE person ADD CONSTRAINT fk_profile FOREIGN KEY (id) REFERENCES profile (id); -- ~ fk-cycle-unbreakable
