-- engine: mysql 9.7
CREATE TABLE category (
    tenant_id INT NOT NULL,
    category_id INT NOT NULL,
    parent_id INT,
    PRIMARY KEY (tenant_id, category_id),
    UNIQUE KEY category_of_tenant (category_id, tenant_id),
    CONSTRAINT fk_category_parent FOREIGN KEY (parent_id, tenant_id) REFERENCES category (category_id, tenant_id)
);
CREATE TABLE topic (
    topic_id INT NOT NULL PRIMARY KEY,
    parent_id INT,
    CONSTRAINT fk_topic_parent FOREIGN KEY (parent_id) REFERENCES topic (topic_id)
);
