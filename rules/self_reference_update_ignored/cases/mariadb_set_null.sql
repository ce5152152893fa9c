-- engine: mariadb 10.11
CREATE TABLE node (
    code VARCHAR(20) NOT NULL PRIMARY KEY,
    up VARCHAR(20),
    CONSTRAINT node_up FOREIGN KEY (up) REFERENCES node (code) ON UPDATE SET NULL -- ~ self-reference-update-ignored "ON UPDATE SET NULL acts as RESTRICT"
);
