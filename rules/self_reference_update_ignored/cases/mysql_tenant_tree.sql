-- engine: mysql 8.4
CREATE TABLE node (
    tenant INT NOT NULL,
    id INT NOT NULL,
    parent INT,
    PRIMARY KEY (tenant, id),
    KEY node_parent (tenant, parent),
    FOREIGN KEY (tenant, parent) REFERENCES node (tenant, id) ON UPDATE CASCADE -- ~ self-reference-update-ignored
);
