-- engine: mysql 8.4
-- With checks off it is dropped, and on again it is refused.
CREATE TABLE a (a_id int AUTO_INCREMENT PRIMARY KEY);
CREATE TABLE b (b_id int AUTO_INCREMENT PRIMARY KEY, a_id int, FOREIGN KEY (a_id) REFERENCES a (a_id));
CREATE TABLE c (c_id int AUTO_INCREMENT PRIMARY KEY, b_id int, FOREIGN KEY (b_id) REFERENCES b (b_id));
SET foreign_key_checks = 0;
DROP TABLE a;
SET foreign_key_checks = 1;
DROP TABLE b; -- ~ drop-order
DROP TABLE c;
