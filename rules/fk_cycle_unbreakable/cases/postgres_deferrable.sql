-- engine: postgres
-- One deferrable link is enough, though both are NOT NULL.
CREATE TABLE orders (
    order_id integer PRIMARY KEY,
    main_line_id integer NOT NULL
);
CREATE TABLE order_line (
    line_id integer PRIMARY KEY,
    order_id integer NOT NULL REFERENCES orders (order_id)
);
ALTER TABLE orders
    ADD CONSTRAINT fk_main_line FOREIGN KEY (main_line_id) REFERENCES order_line (line_id)
    DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX ON orders (main_line_id);
CREATE INDEX ON order_line (order_id);
