-- engine: sqlserver
CREATE TABLE category (
    tenant_id INTEGER NOT NULL,
    category_id INTEGER NOT NULL,
    parent_id INTEGER,
    PRIMARY KEY (tenant_id, category_id),
    CONSTRAINT fk_category_parent FOREIGN KEY (tenant_id, parent_id) REFERENCES category (tenant_id, category_id)
);
CREATE INDEX category_parent ON category (tenant_id, parent_id);
