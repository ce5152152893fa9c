-- engine: mysql 8.4
-- A finder of loops that leaves out links of a table to itself says nothing here: ON DELETE CASCADE within a tree is refused
-- as soon as the tree is 15 rows deep.
CREATE TABLE node (
    node_id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    parent_id INT NULL,
    CONSTRAINT node_parent FOREIGN KEY (parent_id) REFERENCES node (node_id) ON DELETE CASCADE -- ~ cascade-too-deep
);
