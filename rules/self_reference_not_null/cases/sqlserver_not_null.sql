-- engine: sqlserver
CREATE TABLE category (
    category_id INT PRIMARY KEY,
    parent_id INT NOT NULL CONSTRAINT fk_parent REFERENCES category (category_id), -- ~ self-reference-not-null
    INDEX category_parent (parent_id)
);
