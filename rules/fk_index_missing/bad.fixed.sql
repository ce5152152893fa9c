-- engine: postgres
CREATE TABLE orders (
    order_id integer PRIMARY KEY,
    previous_id integer REFERENCES orders (order_id) -- ~ fk-index-missing "no index on `previous_id`"
);
CREATE INDEX orders_previous_id_idx ON orders (previous_id);

CREATE TABLE product (
    product_id integer PRIMARY KEY,
    kind integer NOT NULL,
    UNIQUE (kind, product_id)
);

CREATE TABLE line (
    order_id integer NOT NULL REFERENCES orders (order_id),
    line_no integer NOT NULL,
    product_id integer NOT NULL REFERENCES product (product_id), -- ~ fk-index-missing "deleting from `product`"
    kind integer NOT NULL,
    shipped boolean NOT NULL,
    PRIMARY KEY (order_id, line_no),
    FOREIGN KEY (kind, product_id) REFERENCES product (kind, product_id) -- ~ fk-index-missing "`kind` and `product_id`"
);
CREATE INDEX line_open_product ON line (product_id) WHERE NOT shipped;
CREATE INDEX line_any ON line (line_no, product_id);
CREATE INDEX line_product_id_idx ON line (product_id);
CREATE INDEX line_kind_product_id_idx ON line (kind, product_id);
