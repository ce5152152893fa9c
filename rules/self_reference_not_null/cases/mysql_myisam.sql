-- engine: mysql 8.4
-- The storage engine drops the key: nothing refuses a first row.
CREATE TABLE category (
    category_id INT PRIMARY KEY,
    parent_id INT NOT NULL,
    CONSTRAINT fk_parent FOREIGN KEY (parent_id) REFERENCES category (category_id) -- ~ fk-lost-to-storage-engine
) ENGINE = MyISAM;
