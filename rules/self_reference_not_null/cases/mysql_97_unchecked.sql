-- engine: mysql 9.7
-- An INSERT is not checked here: the foreign key shares its first column with the key that it references.
CREATE TABLE node (
    tenant_id INT NOT NULL,
    node_id INT NOT NULL,
    parent_id INT NOT NULL,
    PRIMARY KEY (tenant_id, node_id),
    CONSTRAINT fk_parent FOREIGN KEY (tenant_id, parent_id) REFERENCES node (tenant_id, node_id)
);
