-- engine: mariadb 10.11
CREATE TABLE p (id INT NOT NULL PRIMARY KEY);
CREATE TABLE c (id INT NOT NULL PRIMARY KEY, p_id INT NOT NULL, FOREIGN KEY (p_id) REFERENCES p (id));
SET SESSION foreign_key_checks = OFF; -- ~ foreign-key-checks-off
