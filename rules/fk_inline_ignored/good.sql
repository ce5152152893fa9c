-- engine: mysql 8.4
CREATE TABLE customer (
    id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    name VARCHAR(100) NOT NULL
);

CREATE TABLE purchase (
    id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    -- Said twice: the FOREIGN KEY below is the one that counts.
    customer_id INT NOT NULL REFERENCES customer (id),
    bought_on DATE NOT NULL,
    CONSTRAINT purchase_customer FOREIGN KEY (customer_id) REFERENCES customer (id) ON DELETE CASCADE
);
