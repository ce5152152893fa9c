-- engine: mysql 9.7
CREATE TABLE tenant (tenant_id integer NOT NULL PRIMARY KEY);
CREATE TABLE node (
    tenant_id integer NOT NULL,
    node_id integer NOT NULL,
    parent_id integer,
    PRIMARY KEY (tenant_id, node_id),
    CONSTRAINT node_tenant FOREIGN KEY (tenant_id) REFERENCES tenant (tenant_id) ON DELETE CASCADE,
    CONSTRAINT node_parent FOREIGN KEY (tenant_id, parent_id) REFERENCES node (tenant_id, node_id) -- ~ cascade-paths-mixed "hangs on the order of rows", self-reference-insert-unchecked
);
