-- engine: sqlserver
CREATE TABLE orders (
    order_id INT PRIMARY KEY,
    main_line_id INT NOT NULL,
    INDEX orders_main (main_line_id)
);
CREATE TABLE order_line (
    line_id INT PRIMARY KEY,
    order_id INT NOT NULL CONSTRAINT fk_line_order REFERENCES orders (order_id),
    INDEX line_order (order_id)
);
ALTER TABLE orders
    ADD CONSTRAINT fk_main_line FOREIGN KEY (main_line_id) REFERENCES order_line (line_id); -- ~ fk-cycle-unbreakable
