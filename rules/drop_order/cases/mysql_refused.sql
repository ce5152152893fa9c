-- engine: mysql 8.4
-- 3730; CASCADE is read and ignored. Both in one statement go in any order.
CREATE TABLE a (a_id int AUTO_INCREMENT PRIMARY KEY);
CREATE TABLE b (b_id int AUTO_INCREMENT PRIMARY KEY, a_id int, FOREIGN KEY (a_id) REFERENCES a (a_id));
DROP TABLE IF EXISTS a CASCADE; -- ~ drop-order "`b` still references it"
DROP TABLE IF EXISTS b;

CREATE TABLE c (c_id int AUTO_INCREMENT PRIMARY KEY);
CREATE TABLE d (d_id int AUTO_INCREMENT PRIMARY KEY, c_id int, FOREIGN KEY (c_id) REFERENCES c (c_id));
DROP TABLE c, d;
