-- engine: mariadb
-- 1451: in one statement too, the child has to come first.
CREATE TABLE a (a_id int AUTO_INCREMENT PRIMARY KEY);
CREATE TABLE b (b_id int AUTO_INCREMENT PRIMARY KEY, a_id int, FOREIGN KEY (a_id) REFERENCES a (a_id));
CREATE TABLE leaf (b_id int, FOREIGN KEY (b_id) REFERENCES b (b_id));
DROP TABLE IF EXISTS a, /* after its */ b, leaf; -- ~ drop-order

CREATE TABLE c (c_id int AUTO_INCREMENT PRIMARY KEY);
CREATE TABLE d (d_id int AUTO_INCREMENT PRIMARY KEY, c_id int, FOREIGN KEY (c_id) REFERENCES c (c_id));
DROP TABLE d, c;
