-- engine: mariadb 10.11
CREATE TABLE product (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, sku VARCHAR(20), ean VARCHAR(14) NOT NULL, UNIQUE (sku), UNIQUE (ean));
CREATE TABLE stock (
    id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    sku VARCHAR(20) NOT NULL,
    ean VARCHAR(14) NOT NULL,
    -- Error 1005 (errno 150): the parent's key may be NULL, the child's column may not.
    CONSTRAINT stock_sku FOREIGN KEY (sku) REFERENCES product (sku),
    CONSTRAINT stock_ean FOREIGN KEY (ean) REFERENCES product (ean) -- ~ fk-update-action-missing
);
