-- engine: mariadb 10.11
-- Of two columns the tenant's stays NOT NULL.
CREATE TABLE tenant (tenant_id INT PRIMARY KEY);
CREATE TABLE node (
    node_id INT PRIMARY KEY,
    tenant_id INT NOT NULL,
    parent_id INT NOT NULL,
    UNIQUE KEY tenant_node (tenant_id, node_id),
    CONSTRAINT fk_tenant FOREIGN KEY (tenant_id) REFERENCES tenant (tenant_id),
    CONSTRAINT fk_parent FOREIGN KEY (tenant_id, parent_id) REFERENCES node (tenant_id, node_id) -- ~ self-reference-not-null
);
