-- engine: mysql 8.4, live
-- Which of both is meant cannot be told.
CREATE TABLE node (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY) ENGINE=InnoDB;
CREATE TABLE nodes (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY) ENGINE=InnoDB;
CREATE TABLE leaf (node_id INT NOT NULL) ENGINE=MyISAM;
