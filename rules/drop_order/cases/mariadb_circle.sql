-- engine: mariadb
-- No order does for tables that refer to each other.
CREATE TABLE a (a_id int AUTO_INCREMENT PRIMARY KEY, b_id int);
CREATE TABLE b (b_id int AUTO_INCREMENT PRIMARY KEY, a_id int, FOREIGN KEY (a_id) REFERENCES a (a_id));
ALTER TABLE a ADD FOREIGN KEY (b_id) REFERENCES b (b_id);
DROP TABLE a, b; -- ~ drop-order
