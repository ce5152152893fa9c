-- engine: sqlite
-- A transaction can ask for late checks here.
CREATE TABLE orders (
    order_id INTEGER PRIMARY KEY,
    main_line_id INTEGER NOT NULL REFERENCES order_line (line_id) -- ~ fk-cycle-unbreakable "by plain INSERTs"
);
CREATE TABLE order_line (
    line_id INTEGER PRIMARY KEY,
    order_id INTEGER NOT NULL REFERENCES orders (order_id)
);
CREATE INDEX orders_main ON orders (main_line_id);
CREATE INDEX line_order ON order_line (order_id);
