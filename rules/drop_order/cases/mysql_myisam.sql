-- engine: mysql 8.4
-- A key that was never kept stands in no way.
CREATE TABLE a (a_id int AUTO_INCREMENT PRIMARY KEY);
CREATE TABLE b (b_id int AUTO_INCREMENT PRIMARY KEY, a_id int, FOREIGN KEY (a_id) REFERENCES a (a_id)) ENGINE=MyISAM;
DROP TABLE a;
DROP TABLE b;
