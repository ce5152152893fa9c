-- engine: mariadb 10.11
CREATE TABLE customer (
    id BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    name VARCHAR(100) NOT NULL
);

CREATE TABLE purchase (
    id SERIAL PRIMARY KEY,
    customer_id INT8 UNSIGNED NOT NULL,
    CONSTRAINT purchase_customer FOREIGN KEY (customer_id) REFERENCES customer (id)
);
