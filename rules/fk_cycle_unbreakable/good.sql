-- engine: mysql 8.4
-- The order comes first, without a main line, which an UPDATE sets once the line is there.
CREATE TABLE orders (
    order_id INT AUTO_INCREMENT PRIMARY KEY,
    main_line_id INT NULL
);

CREATE TABLE order_line (
    line_id INT AUTO_INCREMENT PRIMARY KEY,
    order_id INT NOT NULL,
    article VARCHAR(80) NOT NULL,
    CONSTRAINT fk_line_order FOREIGN KEY (order_id) REFERENCES orders (order_id)
);

ALTER TABLE orders
    ADD CONSTRAINT fk_main_line FOREIGN KEY (main_line_id) REFERENCES order_line (line_id); -- fklint: post-update
