-- engine: mysql 8.4
-- Such a row can be deleted: no note on that. A storage engine that keeps no keys is silent.
CREATE TABLE a (
    a_id INT AUTO_INCREMENT PRIMARY KEY,
    up_id INT,
    FOREIGN KEY (up_id) REFERENCES a (a_id) ON DELETE CASCADE -- ~ self-reference-undeclared
);
CREATE TABLE b (
    b_id INT AUTO_INCREMENT PRIMARY KEY,
    up_id INT,
    FOREIGN KEY (up_id) REFERENCES b (b_id) -- ~ fk-lost-to-storage-engine
) ENGINE=MyISAM;
