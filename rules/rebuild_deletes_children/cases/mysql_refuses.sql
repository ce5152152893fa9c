-- engine: mysql 8.4
SET foreign_key_checks = 1;
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE p_new (id int PRIMARY KEY, name text);
INSERT INTO p_new (id) SELECT id FROM p;
DROP TABLE p;
ALTER TABLE p_new RENAME TO p;
CREATE TABLE c (id int PRIMARY KEY, p_id int NOT NULL, FOREIGN KEY (p_id) REFERENCES p (id) ON DELETE CASCADE);
