-- engine: mysql 9.7
CREATE TABLE category (
    tenant_id INT NOT NULL,
    category_id INT NOT NULL,
    parent_id INT,
    PRIMARY KEY (tenant_id, category_id),
    CONSTRAINT fk_category_parent FOREIGN KEY (parent_id, tenant_id) REFERENCES category (category_id, tenant_id), -- ~ self-reference-insert-unchecked
    UNIQUE KEY (category_id, tenant_id)
);
