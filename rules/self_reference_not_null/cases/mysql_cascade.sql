-- engine: mysql 8.4
-- With ON DELETE CASCADE a row that points at itself can at least be deleted.
CREATE TABLE category (
    category_id INT AUTO_INCREMENT PRIMARY KEY,
    parent_id INT NOT NULL,
    CONSTRAINT fk_parent FOREIGN KEY (parent_id) REFERENCES category (category_id) ON DELETE CASCADE -- ~ self-reference-not-null "only a row that points at itself"
);
