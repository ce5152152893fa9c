-- engine: mariadb 10.11
CREATE TABLE p (id int PRIMARY KEY);
RENAME TABLE p TO p_old;
CREATE TABLE p (id int PRIMARY KEY, name text);
INSERT INTO p (id) SELECT id FROM p_old;
DROP TABLE p_old;
CREATE TABLE c (id int PRIMARY KEY, p_id int, FOREIGN KEY (p_id) REFERENCES p (id));
