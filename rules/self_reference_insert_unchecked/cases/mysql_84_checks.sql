-- engine: mysql 8.4
-- InnoDB itself checks every INSERT.
CREATE TABLE category (
    tenant_id INT NOT NULL,
    category_id INT NOT NULL,
    parent_id INT,
    PRIMARY KEY (tenant_id, category_id),
    CONSTRAINT fk_category_parent FOREIGN KEY (tenant_id, parent_id) REFERENCES category (tenant_id, category_id)
);
