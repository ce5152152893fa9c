-- engine: postgres
CREATE TABLE orders (
    order_id integer PRIMARY KEY,
    previous_id integer REFERENCES orders (order_id)
);
CREATE INDEX orders_previous ON orders (previous_id) WHERE previous_id IS NOT NULL;

CREATE TABLE product (
    product_id integer PRIMARY KEY,
    kind integer NOT NULL,
    UNIQUE (kind, product_id)
);

CREATE TABLE line (
    order_id integer NOT NULL REFERENCES orders (order_id),
    line_no integer NOT NULL,
    product_id integer NOT NULL REFERENCES product (product_id),
    kind integer NOT NULL,
    PRIMARY KEY (order_id, line_no),
    FOREIGN KEY (kind, product_id) REFERENCES product (kind, product_id)
);
CREATE INDEX line_product ON ONLY public.line USING btree (product_id DESC, kind) INCLUDE (line_no);
