-- engine: mysql 8.4
SET FOREIGN_KEY_CHECKS=0;
CREATE TABLE p (id INT NOT NULL PRIMARY KEY);
SET FOREIGN_KEY_CHECKS=1;
SET @@SESSION.foreign_key_checks = OFF; -- ~ foreign-key-checks-off
DROP TABLE p;
SET foreign_key_checks = OFF;
CREATE TABLE p (id INT NOT NULL PRIMARY KEY);
