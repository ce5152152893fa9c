-- engine: postgres
-- An update script: `orders` was created elsewhere, and so may `customer` have been.
ALTER TABLE orders ADD COLUMN note text;
CREATE TABLE order_note (
    id integer PRIMARY KEY,
    customer_id integer REFERENCES customer (id)
);
CREATE INDEX ON order_note (customer_id);
