-- engine: sqlserver
CREATE TABLE category (
    category_id INT PRIMARY KEY,
    parent_id INT NOT NULL CONSTRAINT fk_parent REFERENCES category (category_id) -- ~ self-reference-not-null
);
CREATE INDEX category_parent ON category (parent_id);
