-- engine: mysql 8.4
-- A tree of categories without a top: every row needs another one first.
CREATE TABLE shop (
    shop_id INT AUTO_INCREMENT PRIMARY KEY,
    name VARCHAR(80) NOT NULL
);

CREATE TABLE category (
    category_id INT AUTO_INCREMENT PRIMARY KEY,
    shop_id INT NOT NULL,
    parent_id INT,
    CONSTRAINT fk_category_shop FOREIGN KEY (shop_id) REFERENCES shop (shop_id),
    CONSTRAINT fk_category_parent FOREIGN KEY (parent_id) REFERENCES category (category_id)
-- ~^ self-reference-not-null
);
