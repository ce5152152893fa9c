-- engine: mysql 8.4
-- Both links may be empty, and the lines go with their order: they are its own.
CREATE TABLE orders (order_id INT AUTO_INCREMENT PRIMARY KEY, latest_line_id INT NULL);
CREATE TABLE line (
    line_id INT AUTO_INCREMENT PRIMARY KEY,
    order_id INT NULL,
    FOREIGN KEY (order_id) REFERENCES orders (order_id) ON DELETE CASCADE
);
ALTER TABLE orders ADD FOREIGN KEY (latest_line_id) REFERENCES line (line_id) ON DELETE SET NULL; -- ~ fk-cycle-undeclared
