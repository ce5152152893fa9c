-- engine: postgres
-- Its rows come in one statement, and go with one.
CREATE TABLE orders (order_id integer PRIMARY KEY, main_line_id integer NOT NULL);
CREATE TABLE order_line (
    line_id integer PRIMARY KEY,
    order_id integer NOT NULL CONSTRAINT fk_order REFERENCES orders (order_id) ON DELETE CASCADE
);
ALTER TABLE orders ADD CONSTRAINT fk_main_line -- ~ fk-cycle-unbreakable
    FOREIGN KEY (main_line_id) REFERENCES order_line (line_id) ON DELETE CASCADE; -- ~ fk-delete-cycle
CREATE INDEX ON orders (main_line_id);
CREATE INDEX ON order_line (order_id);
