-- engine: mysql 8.4
-- Every order needs its main line, and every line its order: neither can be written first.
CREATE TABLE orders (
    order_id INT AUTO_INCREMENT PRIMARY KEY,
    main_line_id INT
);

CREATE TABLE order_line (
    line_id INT AUTO_INCREMENT PRIMARY KEY,
    order_id INT NOT NULL,
    article VARCHAR(80) NOT NULL,
    CONSTRAINT fk_line_order FOREIGN KEY (order_id) REFERENCES orders (order_id)
);

ALTER TABLE orders
    ADD CONSTRAINT fk_main_line FOREIGN KEY (main_line_id) REFERENCES order_line (line_id);
-- ~^ fk-cycle-unbreakable
