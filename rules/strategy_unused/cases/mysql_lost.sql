-- engine: mysql 8.4
-- A key that its storage engine dropped has another defect; a table that was not read may close a cycle.
CREATE TABLE a (a_id INT AUTO_INCREMENT PRIMARY KEY);
CREATE TABLE b (
    b_id INT AUTO_INCREMENT PRIMARY KEY,
    a_id INT,
    FOREIGN KEY (a_id) REFERENCES a (a_id) -- fklint: post-update
    -- ~^ fk-lost-to-storage-engine
) ENGINE=MyISAM;
